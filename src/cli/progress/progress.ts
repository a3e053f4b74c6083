import type { Emit } from '../../model/event.js'

/** A consumer of the pipeline's events on stderr. */
export interface Progress {
  readonly emit: Emit
  /** Whole lines that stay. */
  readonly print: (text: string) => void
  /** Ends it and leaves the terminal as it was; may be called twice. */
  readonly close: () => void
}

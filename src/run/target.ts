import type { Declared } from './declared.js'
import type { Project, TestCase } from '../model/suite.js'

/** What a run needs to know of the suite that its order is from. */
export interface Target {
  readonly project: Project
  readonly test: (id: string) => TestCase
  /** The run is ended when it is silent for this long, in ms. */
  readonly silenceMs: number
  readonly files: SelectedFiles
  /** What was listed of each file. */
  readonly declared?: Declared
}

export interface SelectedFiles {
  /** All files of the project that are selected, in own order. */
  readonly own: readonly string[]
  /** They are all that the user would run. */
  readonly everything: boolean
}

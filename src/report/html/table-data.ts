import type { Outcome } from '../../model/outcome.js'
import type { Kind } from '../../model/report-document.js'

/** What the page's script draws the table of tests from. Tests are many and alike, so each is a name and a number. */
export interface TableData {
  /** The columns: together, alone, and every other order. */
  readonly orders: readonly string[]
  /** In the suite's own order. */
  readonly files: readonly TableFile[]
  readonly results: readonly Result[]
  /** How this reader calls leakcheck. */
  readonly command: string
}

export interface TableFile {
  readonly name: string
  /** What the ids of its tests begin with. */
  readonly prefix: string
  readonly tests: readonly Row[]
}

/** The rest of the id, the index of its {@link Result}, its line (0: unknown). */
export type Row = readonly [rest: string, result: number, line: number]

/** All there is to know about a test but its name. */
export interface Result {
  readonly kind: Kind
  readonly meaning: string
  readonly cells: readonly Cell[]
  readonly findings: readonly string[]
  readonly note?: string
}

/** How it looks, and what it says. */
export type Cell = readonly [look: Outcome | 'mixed' | 'none', said: string]

import type { RawFailure } from './failure.js'
import type { Order } from './order.js'
import type { TestResult } from './outcome.js'

/**
 * How a run is started. `cold`: everything from nothing. `warm`: the runner's server stays up and starts a
 * fresh process for each run. `forking`: the process that collected the tests is cloned.
 */
export type HostKind = 'cold' | 'warm' | 'forking'

/**
 * How a test runs again without its file being set up anew. `group`: the outermost describe or class that it is in is, with its
 * hooks. `test`: nothing is but what belongs to the test alone.
 */
export type Inside = 'group' | 'test'

/**
 * One order to run in one fresh process. Where it goes on to a test that the project's own runner would run in another process,
 * so does the run: one process after another, over the same files.
 */
export interface RunRequest {
  /** The order's name in plans and reports: `together`, `alone`, `reverse`, `twice`, `pairs:3`, `shuffle:7`… */
  readonly purpose: string
  readonly project: string
  readonly order: Order
  readonly host: HostKind
  /** Run concurrent tests one at a time: tells a race from a leak. */
  readonly serial?: boolean
  /** With the project's own retries: what they make of a failure is told beside it, and decides nothing. */
  readonly retries?: true
  /** A test that the order repeats runs again within one run of its file: the file's own hooks run once. */
  readonly inside?: Inside
  /**
   * Not in one process but in as many, side by side, as the project's own settings say: the order of each of them, its lane, comes
   * back as a record of its own. What fails there counts only once it has failed in that order by itself.
   */
  readonly spread?: true
  /** Files that are imported first; `all`: every file of the selection, as when a forking host runs the order. */
  readonly collect?: 'all' | readonly string[]
  /** The last entry has a process of its own, over the same files: what the others leave outside of theirs shows. */
  readonly apart?: true
  /** What is left outside of processes counts. Before the last one starts, these files of the project are put back, and processes ended that others left running. */
  readonly undo?: {
    readonly files?: readonly string[]
    /** Outside of the project, as `RunRecord.outside` names them. */
    readonly outside?: readonly string[]
    readonly processes?: true
  }
  /** No other run of leakcheck may be under way: tells a clash of two runs from a leak. */
  readonly exclusive?: boolean
}

/** How the process of a run ended. Anything but `completed` leaves some results `missing`. */
export type RunEnd =
  | { readonly kind: 'completed' }
  | { readonly kind: 'crashed'; readonly signal?: string; readonly exitCode?: number }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  | { readonly kind: 'left-out'; readonly why: string } // it would have cost too much
  | { readonly kind: 'aborted' } // leakcheck was interrupted or its budget ended
  // What ran is not what was asked for; proves nothing. `coldAgain`: a clone could not be trusted with it.
  // `clash`: another run beside it may be to blame.
  | {
      readonly kind: 'void'
      readonly why: string
      readonly coldAgain?: true
      readonly clash?: true
    }

/** What one run showed. */
export interface RunRecord {
  /** `r1`, `r2`… in the order in which runs ended. */
  readonly run: string
  readonly request: RunRequest
  readonly end: RunEnd
  /** One entry for each entry of the order, in that order; without a shared beginning. */
  readonly results: readonly TestResult[]
  /** So many of the order's first entries were run once for several orders, and reported with another run. */
  readonly shared?: { readonly run: string; readonly entries: number }
  /** Errors outside any test: unhandled rejections, failing after-all hooks, files that fail to import. */
  readonly stray: readonly StrayError[]
  /** The tail of what the run printed, kept when something in it failed. */
  readonly output?: string
  /** What it left outside of the project, in the temporary folder (`$TMPDIR/…`); undefined: nothing, or that of a clone. */
  readonly outside?: readonly FileChange[]
  /** What it left changed in its private copy of the project; undefined: it ran in the project itself. */
  readonly wrote?: readonly FileChange[]
  /** With `apart` or `undo`: processes that were still running at the end. */
  readonly left?: readonly LeftProcess[]
  /** It did not run: an earlier leakcheck has seen this, and what it rests on has not changed. ISO 8601, UTC. */
  readonly keptFrom?: string
  readonly wallMs: number
  readonly cpuMs: number
  readonly processes: number
}

/** What a run left changed in the project, or outside of it. */
export interface FileChange {
  /** Relative to the project's folder, or from `$TMPDIR` on, with '/'. */
  readonly path: string
  readonly change: 'created' | 'changed' | 'removed'
  /** What was there before and what is there now, in words. */
  readonly before: string
  readonly after: string
}

/** A process that tests started and did not end. */
export interface LeftProcess {
  readonly command: string
  /** TCP ports on which it waits for connections. */
  readonly ports: readonly number[]
}

export interface StrayError {
  readonly kind: 'unhandled' | 'after-hook' | 'import'
  readonly file?: string
  readonly failure: RawFailure
}

import type { Order } from './order.js'
import type { Outcome } from './outcome.js'
import type { Finding, Report, TestReport } from './report-document.js'
import type { HostKind, RunEnd } from './run.js'

/** One test's whole evidence, out of a report and the journal of its runs: what `leakcheck why --json` prints. */
export interface Why {
  schemaVersion: 1
  /** The report that it is from. */
  report: Pick<Report, 'startedAt' | 'complete' | 'notCovered' | 'seed'> & { runs: number }
  test: TestReport
  /** Those that it belongs to, whole. */
  findings: Finding[]
  /** Findings about others in which it plays a part. */
  blamed: { finding: string; as: Part }[]
  /** Every run that it was in, as they ended; undefined: there is no journal. */
  runs?: WhyRun[]
  /** How it fails, each way once; runs name them. */
  failures: { name: string; type: string; message: string; frame?: string }[]
  /** What it would take to know more; undefined: nothing is open. */
  needed?: string
  /** What to type, and what for. */
  commands: { command: string; what: string }[]
}

export type Part = 'polluter' | 'contributor' | 'state-setter' | 'cleaner' | 'alternative'

/** One test in one run. A test that the order repeats is there as often. */
export interface WhyRun {
  run: string
  /** `together`, `alone`, `search`… */
  purpose: string
  host: HostKind
  /** How the run ended, where it did not end well. */
  end?: RunEnd['kind']
  /** The file of that order, under `.leakcheck/`; undefined: only the journal has it. */
  order?: string
  /** Where it stood: 1 for the first of so many. */
  at: number
  of: number
  outcome: Outcome
  /** The name of its failure. */
  failure?: string
  /** An earlier leakcheck has seen it, then: it did not run. */
  keptFrom?: string
}

/** An order file, and where it is under `.leakcheck/`. */
export interface OrderFile {
  readonly path: string
  readonly order: Order
  readonly collect?: 'all' | readonly string[]
}

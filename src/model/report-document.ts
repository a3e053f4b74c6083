import type { Failure } from './failure.js'
import type { Outcome } from './outcome.js'
import type { RunnerName } from './runner-name.js'

/**
 * `report.json`, schema version 1: the product. Every reporter is a pure function of it. Fields may be
 * added; none may be changed or dropped without raising `schemaVersion`. The JSON Schema in the package is
 * generated from these types.
 */
export interface Report {
  schemaVersion: 1
  tool: { name: 'leakcheck'; version: string }
  /** argv after the program's name; a value that looks secret is '***'. */
  command: string[]
  /** ISO 8601, UTC. */
  startedAt: string
  seed: number
  environment: Environment
  /** As resolved: what flags, files and defaults came to. */
  config: Record<string, unknown>
  /** False: interrupted, or cut by the budget. */
  complete: boolean
  exitCode: number
  projects: ProjectReport[]
  counts: Counts
  cost: Cost
  tests: TestReport[]
  findings: Finding[]
  /** What `ordered` says is so on purpose: no findings, and no reason for exit code 1. */
  silenced?: Silenced[]
  /** Orders, tests, modes left out, in words. */
  notCovered: { what: string; why: string }[]
  /** Why exit code 2, or errors of the suite outside any test. */
  errors: ReportError[]
  /** Tests change files of the project; undefined: they were not seen to. */
  outside?: OutsideReport
  /** It went on where an earlier one ended: so many of its runs were taken from that one's journal. */
  resumed?: { runs: number; startedAt: string }
  /** So many tests were not run alone: they had passed alone at this time or later (ISO 8601, UTC), and have not changed. */
  reused?: { tests: number; since: string }
  /** Of all ordered pairs of siblings (files, describes, tests) those that an order has had next to each other; undefined: it was not the question. */
  pairs?: { seen: number; all: number }
  /** The findings that were known before; undefined: there is no baseline. */
  baseline?: BaselineReport
}

export interface BaselineReport {
  /** Relative to where leakcheck was started. */
  file: string
  /** How many findings it knows. */
  entries: number
  /** Those that this run has looked for and not seen: `leakcheck baseline prune` removes them. */
  fixed: BaselineStale[]
  /** Those that this run has not seen and not looked for either, or not well enough. */
  notCompared: BaselineStale[]
  /** The command that removes what is fixed, as it works when printed. */
  prune: string
}

/** An entry of the baseline that no finding of this report is about. */
export interface BaselineStale {
  key: string
  kind: FindingKind
  /** What it is about, in one line. */
  what: string
  victims: string[]
  reason?: string
  why: string
}

export interface OutsideReport {
  /** Runs had copies of the project. */
  copies: boolean
  /** What is left of it in the project itself, relative to the folder in which leakcheck was started. */
  left: { path: string; change: 'created' | 'changed' | 'removed' }[]
}

export interface Environment {
  os: string
  node: string
  ci: boolean
  commit?: string
  shard?: { index: number; count: number }
}

export interface ProjectReport {
  name: string
  /** Relative to where leakcheck was started. */
  root: string
  runner: { name: RunnerName; version: string }
}

/** Every test is counted under one kind: the kinds add up to `tests`; `manifest` is a part of `victim`. */
export type Counts = { tests: number; manifest: number } & Record<Kind, number>

/** `runs`: orders executed. Times in milliseconds. */
export interface Cost {
  runs: number
  processes: number
  wallMs: number
  cpuMs: number
}

export interface ReportError {
  code: string
  message: string
  hint?: string
  file?: string
}

/** Where two fit, the earlier is the test's kind. */
export type Kind =
  | 'victim' // passes alone, fails in some company
  | 'brittle' // fails alone, passes in some company
  | 'masked' // fails alone and together, for different reasons: the leak hides another failure
  | 'self-polluting' // passes, then fails when run again in the same process
  | 'flaky' // changes in the same order, or races with a concurrent test
  | 'broken' // fails everywhere for the same reason
  | 'undecided' // a difference was seen and could not be confirmed
  | 'not-compared' // budget or sample left it out, and no difference was seen
  | 'skipped'
  | 'clean' // passed in every order tried, in the whole own order at least once

export const KINDS: readonly Kind[] = [
  'victim',
  'brittle',
  'masked',
  'self-polluting',
  'flaky',
  'broken',
  'undecided',
  'not-compared',
  'skipped',
  'clean',
]

/** How often each outcome was seen over the repeats of one order. */
export type Tally = Partial<Record<Outcome, number>>

export interface TestReport {
  id: string
  project: string
  file: string
  /** Describe titles, then the test's; empty for a file that fails to import. */
  titlePath: string[]
  ordinal: number
  /** 1-based, where the runner can tell. */
  line?: number
  /** It stands for its file, whose tear-down fails in company: the end of a fixture of its module or a class, an after-all hook. */
  tearDown?: true
  kind: Kind
  /** Victims: fails in the suite's own order; false: only in another order. */
  manifest?: boolean
  findings: string[]
  /** Why flaky, skipped, undecided, not compared. */
  note?: string
  /** Own order, whole selection. */
  together: Tally
  alone: Tally
  /** Every other order of the plan: 'reverse', 'twice', 'pairs:3', 'shuffle:7'… */
  orders: { order: string; outcome: Outcome }[]
  /** What the project's own retries made of it in own order, where it failed at its first attempt: only that one is compared. */
  retried?: { outcome: Outcome; attempts: number }
}

export type FindingKind = 'victim' | 'brittle' | 'masked' | 'self-polluting'

export interface Finding {
  /** 'L1', 'L2'… by number of victims in this report. */
  id: string
  /** The same from run to run, whatever the seed, the shard and new tests. */
  key: string
  status: 'confirmed' | 'undecided'
  kind: FindingKind
  /** Test ids; for a brittle finding the brittle tests. */
  victims: string[]
  /** The id of a describe or class whose tests need their earlier siblings: ordered on purpose? */
  scenario?: string
  /** How they fail. */
  failure: Failure
  /** Masked: how they fail alone. */
  failureAlone?: Failure
  /** Some of the victims fail in these ways: most fail as `failure` says. */
  otherFailures?: Failure[]
  /** Counts, never adjectives. */
  evidence: Evidence[]
  cause?: Cause
  cleaners?: string[]
  expiresMs?: number
  state?: StateCulprit[]
  /** A command that works as printed. */
  replay: string
  /** The same by the user's own runner, where it can express it. */
  runnerCommand?: string
  /** What diagnosing this finding cost. */
  runs: number
  /** The same, told apart. */
  cost?: { search: number; confirmation: number; proof: number }
  /** No cause was found, or none that could be proven: what was ruled out, and the command to try next. */
  undecided?: {
    ruledOut: string[]
    next: string
    /** The least company that was seen to be enough so far: how many tests, and the command that runs it. */
    smallest?: { tests: number; replay: string }
  }
  /** What the baseline says of it; undefined: there is no baseline. */
  baseline?: FindingBaseline
}

export interface FindingBaseline {
  /** `expired`: known until a date that has passed, and as good as new. */
  status: 'new' | 'known' | 'expired'
  /** The key of its entry, where that is another one: the same failure of the same tests. */
  key?: string
  /** Victims that its entry does not name. */
  newVictims?: string[]
  reason?: string
  /** YYYY-MM-DD: the last day on which it is known. */
  expires?: string
}

/** Tests that need their earlier siblings, and are meant to. */
export interface Silenced {
  /** The glob of `ordered` that names them. */
  by: string
  /** What depends on the order: these are not clean. */
  victims: string[]
  /** The tests that make the difference. */
  needed: string[]
  failure: Failure
}

/** `order`: a file under `.leakcheck/`. */
export interface Evidence {
  what: string
  order: string
  failed: number
  total: number
  /** Of an intervention: the difference is there, or it is gone, as the cause says it must be. */
  proof?: 'present' | 'absent'
  /** Those of the finding that this order is about: that it breaks, or not; undefined: all of them. */
  victims?: string[]
}

/** `outside`: what carries it outlives the processes of those tests: files, child processes, ports. */
/**
 * `others`: in the order that showed it the same is seen without those who are named. There are others, that are not.
 * `triedOn`: the victims that alternatives were tried on; undefined: all.
 */
export type Cause = { outside?: true; others?: true } & (
  | { kind: 'polluter'; tests: string[]; alternatives?: string[]; triedOn?: string[] }
  | { kind: 'co-polluters'; tests: string[] }
  | {
      kind: 'accumulation'
      threshold: number
      tippingTest: string
      contributors?: string[]
      dose: { count: number; failed: number; total: number }[]
    }
  | { kind: 'load-time'; files: string[] }
  | {
      kind: 'state-setter'
      tests: string[]
      files?: string[]
      alternatives?: string[]
      triedOn?: string[]
    }
  | { kind: 'self' }
)

export interface StateCulprit {
  path: string
  before: string
  after: string
  writtenBy: string[]
  declaredAt?: string
  restored: { failed: number; total: number }
  planted?: { failed: number; total: number }
}

import type { Emit } from './model/event.js'
import type { withSuite } from './open-suite.js'
import type { PlanSummary } from './plan/summary.js'

export type { PlanSummary }

/** What the pipeline gets from whoever calls it. */
export interface Ports {
  emit: Emit
  /** Aborted with the reason 'SIGINT' or 'SIGTERM' when the user wants to stop. */
  signal: AbortSignal
  /** argv after the program's name, for the report. */
  command: readonly string[]
  /** A leakcheck command in the form in which it works for this user, from where he stands. */
  commandLine: (words: readonly string[]) => string
  /** Any other command that works where leakcheck works, likewise. */
  shellLine: (words: readonly string[]) => string
  /** Called once, before the first run. */
  onPlan: (plan: PlanSummary) => void
  /** What opens the suite; undefined: its own runners are started. */
  withSuite?: typeof withSuite
}

export interface ReplayResult {
  reproduced: boolean
  order: string[]
  failed: { id: string; message: string }[]
  /** The ids that failed when the order was recorded. */
  expected: string[]
  note?: string
  /** Of a failure that comes and goes: how often the order was run, and how often it would have been. */
  tried?: number
  tries?: number
  exitCode: number
}

export interface DoctorResult {
  projects: {
    name: string
    /** Relative to where leakcheck was started. */
    root: string
    runner: { name: string; version: string }
    /** The runner's config file. */
    config?: string
    /** Why this runner was chosen. */
    why: string
    /** Something is set up once for all runs of a host. */
    sharedSetup: boolean
    /** What the project's own settings put into one process. */
    isolation: 'file' | 'project'
    tests: number
    files: number
    /** So many processes run its tests, and the fullest of them so many. */
    processes: number
    mostInOne: number
  }[]
  /** leakcheck's own config; undefined: there is none. */
  config?: string
  node: string
  /** The program that pytest is started with. */
  python?: string
  /** Tests that are marked to be skipped. */
  skipped: number
  /** What makes it slower, or is special here, in words. */
  notices: string[]
  checks: {
    name: string
    ok: boolean
    detail: string
    /** It holds, and still this is wrong. */
    warning?: string
    /** What to do about it. */
    next?: string
  }[]
  costPerRunMs?: { warm?: number; cold?: number }
  /** What `run` would do with the same flags. */
  plan: PlanSummary
  notCovered: { what: string; why: string }[]
  /** The command to go on with. */
  next: string
  exitCode: number
}

export interface InitResult {
  /** The config, as a name relative to the folder. */
  file: string
  /** False: it was there already. */
  written: boolean
  /** The runner that leakcheck drives here, then others that it saw; empty when nothing was looked for. */
  runners: { name: string; why: string }[]
}

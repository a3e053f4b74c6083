import type { Emit } from './model/event.js'
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
    root: string
    runner: { name: string; version: string }
    config?: string
    /** Why this runner was chosen. */
    why: string
  }[]
  checks: { name: string; ok: boolean; detail: string }[]
  costPerRunMs?: { warm?: number; cold?: number }
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

import type { RawFailure } from './failure.js'

/** What happened to one test in one run. */
export type Outcome =
  | 'passed'
  | 'failed'
  | 'skipped' // decided while it ran, e.g. by `ctx.skip()`
  | 'timed-out' // leakcheck had to end the run while this test was running
  | 'crashed' // the process ended while this test was running
  | 'missing' // asked for, never started: something before it ended the run

/** What a test came to at its last attempt. */
export interface Retried {
  readonly outcome: 'passed' | 'failed' | 'skipped'
  readonly attempts: number
}

/** One entry of an order and what became of it. */
export interface TestResult {
  readonly id: string
  readonly outcome: Outcome
  readonly durationMs: number
  /** Also the reason of a skip; and of a test that has passed since it failed as expected, how. */
  readonly failure?: RawFailure
  /** The project's own retries were let go on; all else is about the first attempt. */
  readonly retried?: Retried
}

/** Outcomes that count as "the test failed". `missing` and `skipped` say nothing about the test. */
export function isFailure(outcome: Outcome): boolean {
  return outcome === 'failed' || outcome === 'timed-out' || outcome === 'crashed'
}

/** Outcomes that are a verdict on the test at all. */
export function isVerdict(outcome: Outcome): boolean {
  return outcome === 'passed' || isFailure(outcome)
}

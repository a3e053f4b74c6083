import type { Evidence, Finding } from '../model/report-document.js'

/** Whether a test was skipped rather than failed: its runner calls that no failure. */
export function isSkip({ type }: Finding['failure']): boolean {
  return type === 'Skipped'
}

/** What became of the tests that counts of one order count: `failed`, or `skipped`. */
export function howIn(
  { failure, failureAlone = failure }: Pick<Finding, 'failure' | 'failureAlone'>,
  { what }: Pick<Evidence, 'what'>,
): 'failed' | 'skipped' {
  return isSkip(what === 'alone' ? failureAlone : failure) ? 'skipped' : 'failed'
}

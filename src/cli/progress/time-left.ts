import type { ProgressState } from './state.js'

// Below this an estimate jumps about more than it tells.
const ESTIMATE_AFTER_MS = 5_000

/**
 * How long the whole job is still going to take, in ms: this stage at the pace it has had so far, and what the outlook says comes
 * after it. Undefined: nobody knows yet.
 */
export function timeLeft(state: ProgressState, now: number): number | undefined {
  const { outlook, outlookSince, startedAt } = state
  if (outlook === undefined || now - startedAt < ESTIMATE_AFTER_MS) return undefined
  const sinceOutlook = now - outlookSince
  const left = batchLeft(state, now, Math.max(0, outlook.batchMs - sinceOutlook)) + outlook.laterMs
  const { mostMs = Infinity } = outlook
  return Math.min(left, Math.max(0, mostMs - sinceOutlook))
}

/** Its runs tell more than what they were thought to cost, once some of them have ended. */
function batchLeft(
  { total, done, stageSince }: ProgressState,
  now: number,
  expected: number,
): number {
  const elapsed = now - stageSince
  if (total === undefined || done === 0 || elapsed < ESTIMATE_AFTER_MS) return expected
  return (elapsed / done) * Math.max(0, total - done)
}

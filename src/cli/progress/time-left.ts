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
  const batch = batchLeft(state, now, outlook.batchMs - sinceOutlook)
  // It takes longer than it was thought to: what comes after it will, too, and nobody knows by how much.
  if (batch < 0) return undefined
  const { mostMs = Infinity } = outlook
  return Math.min(batch + outlook.laterMs, Math.max(0, mostMs - sinceOutlook))
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

import { createHash } from 'node:crypto'
import type { Failure } from '../model/failure.js'
import type { Cause, FindingKind } from '../model/report-document.js'

/**
 * A finding's name for baselines, merges and SARIF: the same from run to run, whatever the seed, the shard and
 * tests added since. Never made of victims, thresholds or lines.
 */
export function findingKey(
  project: string,
  kind: FindingKind,
  failure: Failure,
  cause?: Cause,
): string {
  // A count in a message changes with every test that is added.
  const normalized = failure.normalized.replace(/\d+/g, '<n>')
  const frame = failure.frame?.replace(/:\d+$/, '') ?? ''
  const parts = [project, kind, failure.type, normalized, frame, ...blamed(cause)]
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16)
}

/** Whom a cause names; of an accumulation any will do, and a new test makes one more. */
function blamed(cause: Cause | undefined): string[] {
  if (!cause || cause.kind === 'accumulation' || cause.kind === 'self') return []
  if (cause.kind === 'load-time') return [...cause.files].sort()
  const files = 'files' in cause ? (cause.files ?? []) : []
  const others = 'alternatives' in cause ? (cause.alternatives ?? []) : []
  return [...cause.tests, ...others, ...files].sort()
}

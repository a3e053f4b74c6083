import { createHash } from 'node:crypto'
import type { Failure } from '../model/failure.js'
import type { FindingKind } from '../model/report-document.js'

/**
 * A finding's name for baselines, merges and SARIF: the same from run to run, whatever the seed, the shard and
 * tests added since. Never made of victims or lines.
 */
export function findingKey(project: string, kind: FindingKind, failure: Failure): string {
  // A count in a message changes with every test that is added.
  const normalized = failure.normalized.replace(/\d+/g, '<n>')
  const frame = failure.frame?.replace(/:\d+$/, '') ?? ''
  const parts = [project, kind, failure.type, normalized, frame]
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 16)
}

import { createHash } from 'node:crypto'
import { withoutCounts } from '../compare/reason/without-counts.js'
import type { Failure } from '../model/failure.js'
import type { Cause, Finding, FindingKind } from '../model/report-document.js'

export interface KeyParts {
  readonly project: string
  readonly kind: FindingKind
  readonly failure: Failure
  readonly cause?: Cause | undefined
  /** The processes that all of its tests may share. */
  readonly domain?: string | undefined
}

/**
 * A finding's name for baselines, merges and SARIF: the same from run to run, whatever the seed, the shard and
 * tests added since. Never made of victims, thresholds or lines. Its first half says what fails and where, the second
 * who is to blame: that is not always found out.
 */
export function findingKey({ project, kind, failure, cause, domain }: KeyParts): string {
  const frame = failure.frame?.replace(/:\d+$/, '') ?? ''
  const what = [project, kind, failure.type, withoutCounts(failure.normalized), frame]
  return hash(what) + hash(blamed(cause) ?? [cause?.outside ? '' : (domain ?? '')])
}

/**
 * Whom a cause names. Of an accumulation any will do, and a new test makes one more; so may it be with alternatives, of which
 * a report has as many as were looked for.
 */
function blamed(cause: Cause | undefined): string[] | undefined {
  if (!cause || cause.kind === 'accumulation' || cause.kind === 'self') return undefined
  if (cause.kind === 'load-time') return [...cause.files].sort()
  const files = 'files' in cause ? (cause.files ?? []) : []
  return [...cause.tests, ...files].sort()
}

/**
 * Two findings of one report that would have the same key are told apart by their victims, the only difference that is
 * left: all but the one whose victim comes first in the alphabet get an addition.
 */
export function distinctKeys(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings)
    groups.set(finding.key, [...(groups.get(finding.key) ?? []), finding])
  const keys = new Map<Finding, string>()
  for (const [key, group] of groups) {
    const first = ({ victims }: Finding): string => [...victims].sort()[0] ?? ''
    const sorted = [...group].sort((a, b) => (first(a) < first(b) ? -1 : 1))
    for (const other of sorted.slice(1)) keys.set(other, `${key}-${hash([first(other)])}`)
  }
  return findings.map((finding) => ({ ...finding, key: keys.get(finding) ?? finding.key }))
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 8)
}

import type { Verdict } from '../compare/confirm.js'
import { fingerprint, reasonOf } from '../compare/reason/fingerprint.js'
import type { Difference } from '../compare/judge.js'
import { isManifest } from '../compare/manifest.js'
import type { FindingKind } from '../model/report-document.js'

/** A test whose difference was confirmed. */
export interface Member {
  readonly verdict: Verdict
  readonly kind: FindingKind
  readonly difference: Difference
}

/** Tests that fail for the same reason, in processes that they can share: searched once. Never empty. */
export interface Case {
  readonly kind: FindingKind
  /** The process domain of all of them; for those who fail after tests of other domains, their project. */
  readonly domain: string
  /** Manifest victims first: they are what the project sees today. */
  readonly members: readonly Member[]
}

/** What was confirmed, grouped by kind, domain and failure; those with most members first. */
export function casesOf(verdicts: readonly Verdict[]): Case[] {
  const groups = new Map<string, { domain: string; members: Member[] }>()
  const domains = new Map(verdicts.map(({ test }) => [test.id, test.domain]))
  for (const verdict of verdicts) {
    const { judgement, certain, test } = verdict
    if (!certain || !('difference' in judgement)) continue
    const { kind, difference } = judgement
    const { failure, failureAlone } = difference
    const alone = failureAlone && fingerprint(failureAlone)
    // Who fails after tests that had another process suffers from what these left outside of it: as others may.
    const order = difference.company.seen[0]?.order ?? []
    const isAcross = order.some((id) => (domains.get(id) ?? test.domain) !== test.domain)
    const domain = isAcross ? test.project : test.domain
    const key = [kind, domain, reasonOf(kind, failure), alone].join('\n\n')
    const members = [...(groups.get(key)?.members ?? []), { verdict, kind, difference }]
    groups.set(key, { domain, members })
  }
  return [...groups.values()]
    .sort((a, b) => b.members.length - a.members.length)
    .flatMap(({ domain, members }): Case[] => {
      const [first] = members
      return first ? [{ kind: first.kind, domain, members: manifestFirst(members) }] : []
    })
}

export function manifestFirst(members: readonly Member[]): Member[] {
  const rank = ({ verdict }: Member) => Number(isManifest(verdict))
  // The one that was repeated most speaks for the others.
  const repeats = ({ difference }: Member) => difference.alone.total
  return [...members].sort((a, b) => rank(b) - rank(a) || repeats(b) - repeats(a))
}

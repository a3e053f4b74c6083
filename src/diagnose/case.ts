import type { Verdict } from '../compare/confirm.js'
import { fingerprint } from '../compare/fingerprint.js'
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
  readonly domain: string
  /** Manifest victims first: they are what the project sees today. */
  readonly members: readonly Member[]
}

/** What was confirmed, grouped by kind, domain and failure; those with most members first. */
export function casesOf(verdicts: readonly Verdict[]): Case[] {
  const groups = new Map<string, Member[]>()
  for (const verdict of verdicts) {
    const { judgement, certain, test } = verdict
    if (!certain || !('difference' in judgement)) continue
    const { kind, difference } = judgement
    const { failure, failureAlone } = difference
    const alone = failureAlone && fingerprint(failureAlone)
    const key = [kind, test.domain, fingerprint(failure), alone].join('\n\n')
    groups.set(key, [...(groups.get(key) ?? []), { verdict, kind, difference }])
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((members): Case[] => {
      const [first] = members
      if (!first) return []
      return [
        { kind: first.kind, domain: first.verdict.test.domain, members: manifestFirst(members) },
      ]
    })
}

export function manifestFirst(members: readonly Member[]): Member[] {
  const rank = ({ verdict }: Member) => Number(isManifest(verdict))
  // The one that was repeated most speaks for the others.
  const repeats = ({ difference }: Member) => difference.alone.total
  return [...members].sort((a, b) => rank(b) - rank(a) || repeats(b) - repeats(a))
}

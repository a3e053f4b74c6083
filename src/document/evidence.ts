import type { Verdict } from '../compare/confirm.js'
import { LOADED, sidesOf, type Side } from '../compare/sides.js'
import type { Member } from '../diagnose/case.js'
import type { Diagnosis } from '../diagnose/page.js'
import { COLLECT_ALL, LAST_APART, importLine } from '../model/order.js'
import { isFailure } from '../model/outcome.js'
import type { Evidence } from '../model/report-document.js'
import type { OrderFiles } from './order-files.js'

/** What evidence is called that a search had reached when it was cut. */
export const SMALLEST = 'smallest order so far'

/**
 * What was seen: both sides of the first victim, of the first victim of each other order that shows the same, and what the
 * interventions came to.
 */
export function evidenceOf(
  { members, proof, smallest, outside }: Diagnosis,
  files: OrderFiles,
): Evidence[] {
  const proven = proof.map(
    ({ what, order, imports, failed, total, expected, victim }): Evidence => {
      const path = files.add(what, [...imports.map(importLine), ...order])
      return { what, order: path, failed, total, proof: expected, victims: [victim] }
    },
  )
  const least =
    smallest && smallest.shows > 0
      ? [
          {
            what: SMALLEST,
            order: files.add('smallest', [...smallest.imports.map(importLine), ...smallest.order]),
            failed: failuresIn(smallest, members),
            total: smallest.total,
          },
        ]
      : []
  return [...seenOf(members, files), ...least, ...proven, ...outsideOf(outside, members, files)]
}

function outsideOf(
  outside: Diagnosis['outside'],
  [first]: readonly Member[],
  files: OrderFiles,
): Evidence[] {
  if (!outside) return []
  const { order, failed, total } = outside
  const what = 'in a process after theirs'
  const path = files.add('apart', [LAST_APART, ...order])
  // Both fail: alone for the one reason, here for the other.
  const victims = first ? [first.verdict.test.id] : []
  return [{ what, order: path, failed, total, proof: 'present', victims }]
}

function failuresIn(
  { shows, total }: { shows: number; total: number },
  [first]: readonly Member[],
) {
  return first?.kind === 'brittle' ? total - shows : shows
}

function seenOf(members: readonly Member[], files: OrderFiles): Evidence[] {
  const evidence: Evidence[] = []
  const shown = new Set<string>()
  for (const { verdict, kind, difference } of members) {
    const { alone, company } = difference
    const sides: Side[] =
      kind === 'self-polluting' ? [alone, company] : [company, ...loadedSide(verdict), alone]
    for (const side of sides) {
      if (shown.has(side.key)) continue
      shown.add(side.key)
      const { what, file } = nameOf(side, company, shown.size)
      const order = side.key === 'alone' ? [verdict.test.id] : (side.seen[0]?.order ?? [])
      const path = files.add(file, side.key === LOADED ? [COLLECT_ALL, ...order] : order)
      const failing = failingIn(side, members)
      evidence.push({
        what,
        order: path,
        failed: side.failed,
        total: side.total,
        ...(side.key !== 'alone' && failing.length < members.length ? { victims: failing } : {}),
      })
    }
  }
  return evidence
}

/** One order need not break every victim. */
function failingIn({ key }: Side, members: readonly Member[]): string[] {
  const fails = ({ verdict, kind }: Member): boolean =>
    kind === 'brittle' ||
    kind === 'self-polluting' ||
    verdict.seen.some(
      (each) =>
        isFailure(each.outcome) &&
        !each.again &&
        (key === LOADED ? each.alone && each.loaded : each.key === key),
    )
  return members.filter(fails).map(({ verdict }) => verdict.test.id)
}

/** That importing the other files makes a difference tells pollution at load time from that at run time. */
function loadedSide({ seen }: Verdict): Side[] {
  return sidesOf(seen).company.filter(({ key }) => key === LOADED)
}

function nameOf(side: Side, company: Side, number: number): { what: string; file: string } {
  if (side.key === 'alone') return { what: 'alone', file: 'alone' }
  if (side.key === LOADED) return { what: 'alone, every file imported', file: 'loaded' }
  if (side.key === 'twice') return { what: 'again in the same process', file: 'twice' }
  const what = side.seen[0]?.purpose ?? 'in company'
  return {
    what: what === 'last' ? 'after all others' : what,
    file: side === company && number === 1 ? 'order' : `order-${what.replace(/[^\w-]/g, '-')}`,
  }
}

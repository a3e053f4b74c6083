import type { Verdict } from '../compare/confirm.js'
import { fingerprint } from '../compare/fingerprint.js'
import type { Difference } from '../compare/judge.js'
import { LOADED, sidesOf, type Side } from '../compare/sides.js'
import { COLLECT_ALL, type Order } from '../model/order.js'
import { isFailure } from '../model/outcome.js'
import type { Evidence, Finding, FindingKind } from '../model/report-document.js'
import { findingKey } from './key.js'
import { isManifest } from './manifest.js'

/** A finding and the order files that its evidence names. */
export interface FindingWithOrders {
  readonly finding: Finding
  /** Relative to `.leakcheck/` → the order. */
  readonly orders: ReadonlyMap<string, Order>
}

interface Member {
  readonly verdict: Verdict
  readonly kind: FindingKind
  readonly difference: Difference
}

/**
 * Groups what was confirmed: tests that fail for the same reason, in processes that they can share, are one
 * finding. Those with most victims come first.
 *
 * @param replayCommand the command that replays a finding, for this user, from where he stands
 */
export function findingsOf(
  verdicts: readonly Verdict[],
  replayCommand: (id: string) => string,
): FindingWithOrders[] {
  const groups = new Map<string, Member[]>()
  for (const verdict of verdicts) {
    const { judgement, certain, test } = verdict
    if (!certain || !('difference' in judgement)) continue
    const { kind, difference } = judgement
    const { failure, failureAlone } = difference
    const key = [
      kind,
      test.domain,
      fingerprint(failure),
      failureAlone && fingerprint(failureAlone),
    ].join('\n\n')
    const members = groups.get(key) ?? []
    members.push({ verdict, kind, difference })
    groups.set(key, members)
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((members, index) => toFinding(`L${String(index + 1)}`, members, replayCommand))
}

function toFinding(
  id: string,
  members: readonly Member[],
  replayCommand: (id: string) => string,
): FindingWithOrders {
  // Manifest victims first: they are what the project sees today, and their order is the one to replay.
  const sorted = [...members].sort(
    (a, b) => Number(isManifest(b.verdict)) - Number(isManifest(a.verdict)),
  )
  const [first] = sorted as [Member, ...Member[]]
  const { kind, difference } = first
  const { failure, failureAlone } = difference
  const orders = new Map<string, Order>()
  return {
    finding: {
      id,
      key: findingKey(first.verdict.test.project, kind, failure),
      status: 'confirmed',
      kind,
      victims: sorted.map(({ verdict }) => verdict.test.id),
      failure,
      ...(failureAlone ? { failureAlone } : {}),
      evidence: evidenceOf(id, sorted, orders),
      ...(kind === 'self-polluting' ? { cause: { kind: 'self' } } : {}),
      replay: replayCommand(id),
      runs: new Set(members.flatMap(({ verdict }) => verdict.seen.map(({ run }) => run))).size,
    },
    orders,
  }
}

/** Both sides of the first victim, and of the first victim of each other order that shows the same. */
function evidenceOf(
  id: string,
  members: readonly Member[],
  orders: Map<string, Order>,
): Evidence[] {
  const folder = `findings/${id}`
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
      const path = freePath(`${folder}/${file}`, orders)
      const order = side.key === 'alone' ? [verdict.test.id] : (side.seen[0]?.order ?? [])
      orders.set(path, side.key === LOADED ? [COLLECT_ALL, ...order] : order)
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

/** Orders of one purpose may differ: each victim has an order in which it comes last. */
function freePath(stem: string, taken: ReadonlyMap<string, Order>, number = 1): string {
  const path = `${stem}${number === 1 ? '' : `-${String(number)}`}.txt`
  return taken.has(path) ? freePath(stem, taken, number + 1) : path
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

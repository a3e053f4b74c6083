import type { Order } from '../model/order.js'
import { isFailure, isVerdict } from '../model/outcome.js'
import type { RunRequest } from '../model/run.js'
import { leastCompany, type Explanation } from './explanation.js'
import type { Asking } from './oracle.js'
import { ratesOf, type Oracle } from './oracle.js'
import type { Question } from './search.js'
import type { Subject, Surroundings } from './subject.js'

/** An order that was run in processes started from nothing, and how often the victim failed in it. */
export interface Shown {
  readonly what: string
  /** In whom the effect is shown. */
  readonly victim: string
  readonly order: Order
  readonly imports: readonly string[]
  readonly failed: number
  readonly total: number
  /** The effect is there, or it is not: as the explanation says it must be. */
  readonly expected: 'present' | 'absent'
  readonly holds: boolean
  /** Accumulations: so many contributors stood before the victim. */
  readonly count?: number
}

interface Claim extends Question {
  readonly what: string
  readonly expected: 'present' | 'absent'
  /** Where the victim stands. */
  readonly at: number
  readonly repeats: number
  readonly count?: number
}

/** Counts on both sides of a threshold are what an accumulation rests on. */
const DOSE_REPEATS = 5
/** Of so many co-polluters each is shown to be needed. */
const MOST_REMOVED = 4
/** Where the effect does not always show, a side takes so many times the runs that it takes to show once. */
const SURE = 3
const MOST_MORE = 12

/** The explanation by intervention: with it, without it, the victim first; each time in a process started from nothing. */
export function* prove(
  explanation: Explanation,
  subject: Subject,
  around: Surroundings,
  oracle: Oracle,
  repeats: number,
): Asking<readonly Shown[]> {
  const claims = claimsOf(explanation, subject, around, repeats)
  const rounds = (rate: number): number => (rate >= 1 ? 1 : Math.ceil(SURE / rate))
  const first = rounds(ratesOf(oracle).present)
  const tallies = yield* runAll(claims, (claim) => Math.max(claim.repeats, first), subject)
  // Now and then, where it was taken for always: with so few runs that would say nothing of the other side.
  const shown = tallies.filter((_, index) => claims[index]?.expected === 'present')
  if (shown.some(({ shows, total }) => shows > 0 && shows < total)) {
    const rate = Math.min(...shown.map(({ shows, total }) => shows / total))
    const more = yield* runAll(claims, () => Math.min(MOST_MORE, rounds(rate)), subject)
    more.forEach((tally, index) => add(tallies[index], tally))
  }
  return claims.map(({ what, order, imports = [], expected, count }, index) => {
    const { failed, shows, total } = tallies[index] ?? newTally()
    // Clean runs never show it: once is enough, if that is what the counts say.
    const holds = total > 0 && (expected === 'present' ? shows > 0 : shows === 0)
    const counted = count === undefined ? {} : { count }
    const victim = subject.victim.id
    return { what, victim, order, imports, failed, total, expected, holds, ...counted }
  })
}

interface ClaimTally {
  failed: number
  shows: number
  total: number
}

function newTally(): ClaimTally {
  return { failed: 0, shows: 0, total: 0 }
}

function add(tally: ClaimTally | undefined, more: ClaimTally): void {
  if (!tally) return
  tally.failed += more.failed
  tally.shows += more.shows
  tally.total += more.total
}

/** Every claim so often, each run from nothing, one at a time. */
function* runAll(
  claims: readonly Claim[],
  times: (claim: Claim) => number,
  { victim, shows }: Subject,
): Asking<ClaimTally[]> {
  const tallies = claims.map(newTally)
  const owners = claims.flatMap((claim, index) => Array.from({ length: times(claim) }, () => index))
  const requests = owners.flatMap((owner): RunRequest[] => {
    const claim = claims[owner]
    if (!claim) return []
    const { order, imports } = claim
    const from = imports ? { collect: imports } : {}
    return [
      { purpose: 'proof', project: victim.project, order, host: 'cold', exclusive: true, ...from },
    ]
  })
  const records = yield requests
  owners.forEach((owner, index) => {
    const record = records[index]
    const result = record?.results[claims[owner]?.at ?? 0]
    if (!result || record.end.kind === 'void' || !isVerdict(result.outcome)) return
    const failed = isFailure(result.outcome) ? 1 : 0
    add(tallies[owner], { failed, shows: shows(result) === true ? 1 : 0, total: 1 })
  })
  return tallies
}

function claimsOf(
  explanation: Explanation,
  subject: Subject,
  around: Surroundings,
  repeats: number,
): Claim[] {
  const { victim } = subject
  const least = leastCompany(explanation, victim, around)
  if (!least) return []
  const claim = (
    what: string,
    question: Question,
    expected: Claim['expected'],
    more: Partial<Claim> = {},
  ): Claim => ({
    what,
    ...question,
    expected,
    at: question.order.length - 1,
    repeats,
    ...more,
  })
  if (explanation.kind === 'accumulation') return doseClaims(explanation, subject, around, claim)
  if (explanation.kind === 'files') {
    const others = around
      .files(victim)
      .filter((file) => file !== victim.file && !explanation.files.includes(file))
    const rest: Question = { order: [victim.id], imports: others }
    return [
      claim('when it is imported', least, 'present'),
      ...(others.length > 0 ? [claim('when all other files are', rest, 'absent')] : []),
    ]
  }
  const { tests, alternatives } = explanation
  const ask = (before: Order): Question => ({ order: [...before, victim.id] })
  const without = (gone: readonly string[]) => subject.failing.filter((id) => !gone.includes(id))
  const one = tests.length === 1
  const rest = without([...tests, ...alternatives])
  const first = { order: [victim.id, ...least.order.slice(0, -1)] }
  // With nobody else in that order, the victim by itself is what was confirmed already.
  const removed = !one
    ? tests
        .slice(0, MOST_REMOVED)
        .map((id, index) => claim(`without the ${nth(index)}`, ask(without([id])), 'absent'))
    : rest.length > 0
      ? [claim('without it', ask(rest), 'absent')]
      : [claim('before it', first, 'absent', { at: 0 })]
  return [
    claim(one ? 'after it' : `after all ${String(tests.length)}`, least, 'present'),
    ...removed,
  ]
}

function doseClaims(
  explanation: Extract<Explanation, { kind: 'accumulation' }>,
  { victim }: Subject,
  around: Surroundings,
  claim: (
    what: string,
    question: Question,
    expected: Claim['expected'],
    more: Partial<Claim>,
  ) => Claim,
): Claim[] {
  const { threshold, tipping, contributors = [] } = explanation
  const others = around.last(victim).filter((id) => id !== victim.id && contributors.includes(id))
  // Different tests say more than one test repeated.
  const ladder =
    others.length >= threshold
      ? others.slice(0, threshold)
      : Array.from({ length: threshold }, () => tipping)
  return [threshold - 1, threshold].map((count) =>
    claim(
      `after ${String(count)} of them`,
      { order: [...ladder.slice(0, count), victim.id] },
      count === threshold ? 'present' : 'absent',
      { count, repeats: DOSE_REPEATS },
    ),
  )
}

function nth(index: number): string {
  return ['first', 'second', 'third', 'fourth'][index] ?? String(index + 1)
}

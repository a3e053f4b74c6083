import { sameError } from '../compare/reason/same-failure.js'
import { toFailure } from '../compare/reason/to-failure.js'
import type { Failure } from '../model/failure.js'
import type { Order } from '../model/order.js'
import { isFailure, isVerdict } from '../model/outcome.js'
import type { RunRequest } from '../model/run.js'
import { ALONE, claimsOf, type Claim } from './claims.js'
import type { Explanation } from './explanation.js'
import type { Asking } from './oracle.js'
import { ratesOf, type Oracle } from './oracle.js'
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
  /** Accumulations: so many contributors stood before the victim. */
  readonly count?: number
  /** How the victim failed where the effect was there: one of each error. */
  readonly failures: readonly Failure[]
}

/** What interventions came to. */
export type Proof =
  | {
      readonly holds: true
      readonly shown: readonly Shown[]
      /** Without those that are named it fails all the same in the order that showed it: there are others. */
      readonly others: boolean
    }
  | {
      readonly holds: false
      /** What was seen that the explanation does not allow, in words. */
      readonly against: string
      /** The victim failed with another error: looking for any failure of it may tell more. */
      readonly otherwise: boolean
    }

/** Where the effect does not always show, a side takes so many times the runs that it takes to show once. */
const SURE = 3
const MOST_MORE = 12

/**
 * The explanation by intervention: with it, without it, the victim first; each time in a process started from nothing. It holds
 * only if each part that is named makes the failure go away when it is left out, whatever the error says then: from the order that
 * showed it, or, where others do the same there, from those who are named.
 */
export function* prove(
  explanation: Explanation,
  subject: Subject,
  around: Surroundings,
  oracle: Oracle,
  repeats: number,
): Asking<{ readonly proof: Proof; readonly runs: number }> {
  const claims = claimsOf(explanation, subject, around, repeats)
  const first = rounds(ratesOf(oracle).present)
  const tallies = yield* runAll(claims, (claim) => Math.max(claim.repeats, first), subject)
  // Now and then, where it was taken for always: with so few runs that would say nothing of the other side.
  const present = tallies.filter((_, index) => claims[index]?.expected === 'present')
  const isMixed = present.some(({ shows, total }) => shows > 0 && shows < total)
  const rate = Math.min(...present.map(({ shows, total }) => shows / total))
  const more = isMixed ? Math.min(MOST_MORE, rounds(rate)) : 0
  if (isMixed)
    (yield* runAll(claims, () => more, subject)).forEach((tally, index) =>
      add(tallies[index], tally),
    )
  let runs = total(tallies)
  const failed = (proof: Omit<Proof & { holds: false }, 'holds'>) =>
    ({ proof: { holds: false, ...proof }, runs }) as const

  const shown: Shown[] = []
  let others = false
  let [asked, seen] = [claims, tallies]
  while (asked.length > 0) {
    const open: Claim[] = []
    for (const [index, claim] of asked.entries()) {
      const tally = seen[index] ?? newTally()
      const otherwise = tally.otherwise > 0
      if (holds(claim, tally)) shown.push(toShown(claim, tally, subject))
      else if (claim.expected === 'present')
        return failed({ against: 'not so in processes started from nothing', otherwise })
      // With another error it fails all the same: whoever looks for one error would not see it.
      else if (claim.least && !otherwise) {
        open.push(claim.least)
        others ||= tally.total > 0 && claim.least.what !== ALONE
      } else return failed({ against: seenAgainst(claim, tally), otherwise })
    }
    asked = open
    seen = yield* runAll(open, (claim) => Math.max(claim.repeats, first) + more, subject)
    runs += total(seen)
  }
  if (claims.length === 0) return failed({ against: 'nothing to show it by', otherwise: false })
  return { proof: { holds: true, shown, others }, runs }
}

function rounds(rate: number): number {
  return rate >= 1 ? 1 : Math.ceil(SURE / rate)
}

interface ClaimTally {
  failed: number
  /** The effect was there; or it was not; or the victim failed in another way than the one that was looked for. */
  shows: number
  absent: number
  otherwise: number
  total: number
  failures: Failure[]
}

function newTally(): ClaimTally {
  return { failed: 0, shows: 0, absent: 0, otherwise: 0, total: 0, failures: [] }
}

function add(tally: ClaimTally | undefined, more: ClaimTally): void {
  if (!tally) return
  tally.failed += more.failed
  tally.shows += more.shows
  tally.absent += more.absent
  tally.otherwise += more.otherwise
  tally.total += more.total
  for (const failure of more.failures)
    if (!tally.failures.some((known) => sameError(known, failure))) tally.failures.push(failure)
}

function total(tallies: readonly ClaimTally[]): number {
  return tallies.reduce((sum, each) => sum + each.total, 0)
}

/** Clean runs never show it: once is enough, if that is what the counts say. Where it has to be gone, it is gone each time. */
function holds({ expected }: Claim, { shows, absent, total }: ClaimTally): boolean {
  return expected === 'present' ? shows > 0 : total > 0 && absent === total
}

function toShown(claim: Claim, { failed, total, failures }: ClaimTally, subject: Subject): Shown {
  const { what, order, imports = [], expected, count } = claim
  const counted = count === undefined ? {} : { count }
  return { what, victim: subject.victim.id, order, imports, failed, total, expected, failures, ...counted } // prettier-ignore
}

function seenAgainst({ what, leaves }: Claim, { failed, total, otherwise }: ClaimTally): string {
  const how = leaves === undefined ? what : `without ${leaves}`
  if (total === 0) return `${how} it could not be run`
  const error = otherwise > 0 ? ', with another error' : ''
  return `${how} it failed ${String(failed)} of ${String(total)} times${error}`
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
  const records = requests.length > 0 ? yield requests : []
  owners.forEach((owner, index) => {
    const record = records[index]
    const result = record?.results[claims[owner]?.at ?? 0]
    if (!result || record.end.kind === 'void' || !isVerdict(result.outcome)) return
    const shown = shows(result)
    add(tallies[owner], {
      failed: isFailure(result.outcome) ? 1 : 0,
      shows: shown === true ? 1 : 0,
      absent: shown === false ? 1 : 0,
      otherwise: shown === undefined ? 1 : 0,
      total: 1,
      failures: shown === true && result.failure ? [toFailure(result.failure)] : [],
    })
  })
  return tallies
}

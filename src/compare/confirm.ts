import { orderKey } from '../model/order.js'
import { isFailure } from '../model/outcome.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import { demand } from './demand.js'
import type { Changing } from './green.js'
import { judge, passesAgain, type Judgement } from './judge.js'
import { fingerprint, reasonOf } from './reason/fingerprint.js'
import { observe, type Observation, type Observations } from './observe.js'

/** What is known of one test once the repeats are in. */
export interface Verdict {
  readonly test: TestCase
  readonly judgement: Judgement
  /** False: the repeats that the judgement needs were not run. */
  readonly certain: boolean
  readonly seen: readonly Observation[]
}

export interface ConfirmOptions {
  readonly repeats: number
  /** The order that puts a test behind all others: asked for when only a second time in the process failed. */
  readonly last: (test: TestCase) => readonly string[]
  /** A test that is known to fail in company is given more repeats to show it: see {@link demand}. */
  readonly suspicion?: number
}

/** Each member of a group costs its own repeats; beyond this many the group's fingerprint carries the rest. */
const REPRESENTATIVES = 3
/** A suite with more unsteady tests than this is told so instead of being repeated for hours. */
const MOST_UNSTEADY = 12
/** Each round asks for what the one before made necessary; in practice three are enough. */
const MOST_ROUNDS = 8

/**
 * Repeats every difference until it is certain or cannot become so. Yields requests, receives their records:
 * pure, so that what is confirmed, and at which cost, can be tested without a process.
 */
export function* confirm(
  tests: readonly TestCase[],
  records: readonly RunRecord[],
  { repeats, last, suspicion }: ConfirmOptions,
): Generator<readonly RunRequest[], readonly Verdict[], readonly RunRecord[]> {
  const all = [...records]
  const representatives = new Map<string, Set<string>>()
  const unsteady = new Set<string>()
  const triedLast = new Map<string, Set<string>>()

  for (let round = 0; ; round++) {
    const observations = observe(all)
    const judged = tests.map((test) => {
      const seen = observations.get(test.id) ?? []
      const judgement = settle(test, judge(seen), seen)
      return { test, judgement, seen, group: groupKey(test, judgement) }
    })
    dismiss(representatives, new Map(judged.map(({ test, group }) => [test.id, group])))
    const verdicts = judged.map(({ group, ...known }): Pending => {
      const { test, judgement, seen } = known
      const rank = rankOf(test, group, representatives)
      const level = rank < REPRESENTATIVES ? 'full' : 'light'
      const asked = demand(test, judgement, seen, level, repeats, suspicion)
      if (asked.length > 0 && isUnsteady(judgement)) {
        const isOneTooMany = unsteady.size >= MOST_UNSTEADY && !unsteady.has(test.id)
        // That it changes is seen; whether a leak is behind it stays open.
        if (isOneTooMany) return { ...known, rank, certain: judgement.kind === 'flaky', asked: [] }
        unsteady.add(test.id)
      }
      return { ...known, rank, certain: asked.length === 0, asked }
    })
    for (const verdict of verdicts) {
      const { test, seen } = verdict
      const missing = missingAfterAll(verdict, last)
      const nominated = seen.find(isNomination)
      if (missing.length === 0 || !nominated) continue
      const group = `${test.domain}\n${nominated.failure ? fingerprint(nominated.failure) : ''}`
      const tried = triedLast.get(group) ?? new Set()
      triedLast.set(group, tried)
      // Asked for, and it has come to nothing.
      if (tried.has(test.id)) verdict.certain = false
      if (tried.has(test.id) || tried.size >= REPRESENTATIVES) continue
      tried.add(test.id)
      verdict.asked = missing
    }
    // One of each failure, then the second ones: what is cut short has confirmed some rather than begun with all.
    const inTurn = [...verdicts].sort((a, b) => a.rank - b.rank)
    const requests = merge(inTurn.map(({ asked }) => asked))
    if (requests.length === 0 || round === MOST_ROUNDS) return verdicts
    all.push(...(yield requests))
  }
}

/** The tests as they would be judged now, with no repeats asked for: what an interrupted run reports. */
export function judgeNow(
  tests: readonly TestCase[],
  observations: Observations,
  repeats: number,
): Verdict[] {
  return tests.map((test) => {
    const seen = observations.get(test.id) ?? []
    const judgement = settle(test, judge(seen), seen)
    // What fails everywhere needs no more runs than it takes to see that.
    const level = judgement.kind === 'broken' ? 'light' : 'full'
    const missing = [
      ...demand(test, judgement, seen, level, repeats),
      ...missingAfterAll({ test, judgement, seen }, () => []),
    ]
    return { test, judgement, certain: missing.length === 0, seen }
  })
}

/** A verdict, and what would make it certain. */
interface Pending extends Verdict {
  certain: boolean
  asked: readonly RunRequest[]
  readonly rank: number
}

/**
 * Failed when the suite ran twice, passes twice by itself: is it a victim of what the suite leaves behind? It is run behind all
 * others; and where it has failed behind a whole run of the suite in a clone, in that order in a process started from nothing.
 */
function missingAfterAll(
  { test, judgement, seen }: Pick<Verdict, 'test' | 'judgement' | 'seen'>,
  last: ConfirmOptions['last'],
): readonly RunRequest[] {
  if (judgement.kind !== 'clean' || !seen.some(isNomination)) return []
  const { project } = test
  const request = (purpose: string, order: readonly string[]): RunRequest => ({
    ...{ purpose, project, order, host: 'cold', exclusive: true },
  })
  const behind = seen.some(({ purpose }) => purpose === 'last')
  const after = seen.find((each) => isNomination(each) && each.purpose === 'after')
  const isRepeated = seen.some(({ key, host }) => key === after?.key && host === 'cold')
  return [
    ...(behind ? [] : [request('last', last(test))]),
    ...(after && passesAgain(seen) && !isRepeated ? [request('after', after.order)] : []),
  ]
}

function settle(test: TestCase, judgement: Judgement, seen: readonly Observation[]): Judgement {
  if (judgement.kind !== 'victim' || !test.concurrent) return judgement
  const serial = seen.filter((each) => each.serial && each.key === judgement.difference.company.key)
  if (serial.length === 0 || serial.some(({ outcome }) => isFailure(outcome))) return judgement
  return { kind: 'flaky', note: 'fails only while its concurrent siblings run: a race' }
}

/** A representative whose repeats moved it to another group cannot vouch for the one it was chosen for. */
function dismiss(
  representatives: Map<string, Set<string>>,
  groups: ReadonlyMap<string, string>,
): void {
  for (const [group, chosen] of representatives) {
    for (const id of chosen) if (groups.get(id) !== group) chosen.delete(id)
  }
}

/** 0 for the first one of its group that was chosen to represent it; as many as there may be for those that were not. */
function rankOf(test: TestCase, group: string, representatives: Map<string, Set<string>>): number {
  const chosen = representatives.get(group) ?? new Set()
  representatives.set(group, chosen)
  if (chosen.size < REPRESENTATIVES) chosen.add(test.id)
  const rank = [...chosen].indexOf(test.id)
  return rank === -1 ? REPRESENTATIVES : rank
}

/** Same failure, same shape of evidence. */
function groupKey({ domain }: TestCase, judgement: Judgement): string {
  if (judgement.kind === 'broken')
    return `broken ${judgement.failure ? fingerprint(judgement.failure) : ''}`
  if (!('difference' in judgement)) return judgement.kind
  const { failure, failureAlone, company } = judgement.difference
  const shown = judgement.kind === 'self-polluting' ? 'twice' : company.key
  return [
    judgement.kind,
    domain,
    reasonOf(judgement.kind, failure),
    failureAlone && fingerprint(failureAlone),
    shown,
  ].join('\n\n')
}

/** It has changed in one order. */
export function isUnsteady(judgement: Judgement): boolean {
  if (judgement.kind === 'flaky') return judgement.changing !== undefined
  return 'difference' in judgement && judgement.difference.unsteady
}

function isNomination({ again, outcome, order }: Observation): boolean {
  return again && isFailure(outcome) && order.some((id) => id !== order[0])
}

/** One run answers for every test in its order: of equal requests as many are kept as the neediest test asks for. */
function merge(asked: readonly (readonly RunRequest[])[]): RunRequest[] {
  const kept = new Map<string, RunRequest[]>()
  for (const requests of asked) {
    const own = new Map<string, RunRequest[]>()
    for (const request of requests) {
      const key = `${request.host} ${String(request.collect)} ${String(request.serial)} ${String(request.inside)} ${orderKey(request.order)}`
      own.set(key, [...(own.get(key) ?? []), request])
    }
    for (const [key, same] of own)
      if (same.length > (kept.get(key)?.length ?? 0)) kept.set(key, same)
  }
  return [...kept.values()].flat()
}

/** Tests whose green outcomes are not all the same, as their repeats have shown. */
export function changingIn(verdicts: readonly Verdict[]): Changing {
  const saying = (word: string): ReadonlySet<string> =>
    new Set(
      verdicts.flatMap(({ test, seen }) =>
        seen.some(({ said }) => said === word) ? [test.id] : [],
      ),
    )
  return { skipped: saying('skipped'), expected: saying('passed') }
}

import { sameError, sameFailure } from '../compare/reason/same-failure.js'
import { toFailure } from '../compare/reason/to-failure.js'
import { LOADED, type Side } from '../compare/sides.js'
import { isFailure, type TestResult } from '../model/outcome.js'
import type { Order } from '../model/order.js'
import type { TestCase } from '../model/suite.js'
import type { Member } from './case.js'
import type { Terrain } from './find-cause.js'
import type { Question } from './search.js'
import type { Tally } from './sequential-test.js'

/** Whose failures count: those that are like the confirmed one, or whatever the victim fails with. */
export type Reading = 'same failure' | 'any failure'

/** A test whose company is to be searched, and what is looked for in it. */
export interface Subject {
  readonly member: Member
  readonly victim: TestCase
  /** Tests that differ as it does: those who suffer from what adds up mostly add to it. */
  readonly alike: ReadonlySet<string>
  /** Stands before it where the effect was confirmed. */
  readonly failing: Order
  /** Importing the other files is what makes the difference. */
  readonly byImport: boolean
  /** Whether a result is the effect; undefined: it is neither that nor its absence. */
  readonly shows: (result: TestResult) => boolean | undefined
  readonly polluted: Tally
  readonly clean: Tally
}

export function subjectOf(
  member: Member,
  alike: readonly Member[] = [],
  reading: Reading = 'same failure',
): Subject {
  const { verdict, difference, kind } = member
  const { alone, company } = difference
  const victim = verdict.test
  const order = company.seen[0]?.order ?? []
  const showing = ({ failed, total }: Side): number =>
    kind === 'brittle' ? total - failed : failed
  return {
    member,
    victim,
    alike: new Set(alike.map((each) => each.verdict.test.id)),
    failing: order.slice(0, Math.max(0, order.indexOf(victim.id))),
    byImport: company.key === LOADED,
    shows: effectOf(member, reading),
    polluted: { shows: showing(company), total: company.total },
    clean: { shows: kind === 'masked' ? 0 : showing(alone), total: alone.total },
  }
}

/** Same fingerprint or no credit, unless any failure counts. */
function effectOf({ kind, difference }: Member, reading: Reading): Subject['shows'] {
  const { failure, failureAlone } = difference
  return ({ outcome, failure: raw }) => {
    if (!isFailure(outcome)) return kind === 'brittle'
    if (kind === 'brittle') return false
    const seen = raw && toFailure(raw)
    if (failureAlone && seen && sameError(seen, failureAlone)) return false
    if (reading === 'any failure') return true
    return sameFailure(seen, failure) ? true : undefined
  }
}

export interface Surroundings {
  /** All that can share a process with the test, it behind the others. */
  readonly last: (test: TestCase) => Order
  /** All that can share a process with the test, in own order. */
  readonly own: (test: TestCase) => Order
  /** Files of all that can share a process with the test, in own order. */
  readonly files: (test: TestCase) => readonly string[]
  readonly test: (id: string) => TestCase
  /** The same with every test of the project, whatever process it has: for what is left outside of processes. */
  readonly across?: Surroundings
  /** Orders that begin alike cost little more than one of them. */
  readonly clones: boolean
  /** Of a project, where that differs between them. */
  readonly clonesIn?: (project: string) => boolean
}

/** Where a subject's company is to be searched: in its process, unless it failed after tests of others. */
export function whereabouts({ victim, failing }: Subject, around: Surroundings): Surroundings {
  const isAcross = failing.some((id) => around.test(id).domain !== victim.domain)
  const clones = around.clonesIn?.(victim.project) ?? around.clones
  return { ...(isAcross ? (around.across ?? around) : around), clones }
}

/** Tests before the victim. */
export function testsBefore(
  { victim, failing }: Pick<Subject, 'victim' | 'failing'>,
  around: Surroundings,
): Terrain {
  const all = around.last(victim).filter((id) => id !== victim.id)
  const ask = (items: Order): Question => ({ order: [...items, victim.id] })
  return {
    failing,
    all,
    ask,
    repeated: (item, times, others) => ask(withRepeats(item, times, others, all, around)),
  }
}

/** Where beginnings are shared the repeats come first; elsewhere in their place, where every runner can run them. */
export function withRepeats(
  item: string,
  times: number,
  others: Order,
  all: Order,
  { clones }: Surroundings,
): Order {
  const repeats = Array.from({ length: times }, () => item)
  if (clones) return [...repeats, ...others]
  const chosen = new Set(others)
  return all.flatMap((id) => [...(id === item ? repeats : []), ...(chosen.has(id) ? [id] : [])])
}

/** Files that are imported before the victim's, of which nothing runs. */
export function filesBefore({ victim }: Subject, around: Surroundings): Terrain {
  const files = around.files(victim).filter((file) => file !== victim.file)
  return { failing: files, all: files, ask: (imports) => ({ order: [victim.id], imports }) }
}

/** Items as they may stand before a test; where beginnings are shared, as they are given. */
export function arranged(
  items: Order,
  all: Order,
  { clones }: Pick<Surroundings, 'clones'>,
): Order {
  if (clones) return items
  const chosen = new Set(items)
  return all.filter((id) => chosen.has(id))
}

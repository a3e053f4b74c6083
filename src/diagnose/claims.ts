import type { Order } from '../model/order.js'
import { leastCompany, type Explanation } from './explanation.js'
import type { Question } from './search.js'
import type { Subject, Surroundings } from './subject.js'

/** What must be seen if an explanation is true. */
export interface Claim extends Question {
  readonly what: string
  readonly expected: 'present' | 'absent'
  /** Where the victim stands. */
  readonly at: number
  readonly repeats: number
  /** Accumulations: so many contributors stand before the victim. */
  readonly count?: number
  /** Who is left out, by name. */
  readonly leaves?: string
  /** The same with nobody before the victim but those who are named: for when others do the same in the order that showed it. */
  readonly least?: Claim
}

/** What a claim is called that leaves the victim without any company. */
export const ALONE = 'by itself'

/** Counts on both sides of a threshold are what an accumulation rests on. */
const DOSE_REPEATS = 5
/** Of so many co-polluters each is left out of the whole order, of more each is left out of themselves: that costs less. */
const MOST_REMOVED = 4

/** With what the explanation names, and without each part of it. */
export function claimsOf(
  explanation: Explanation,
  subject: Subject,
  around: Surroundings,
  repeats: number,
): readonly Claim[] {
  const least = leastCompany(explanation, subject.victim, around)
  if (!least) return []
  if (explanation.kind === 'accumulation') return doseClaims(explanation, subject, around)
  const claim: Claiming = (what, question, expected, more = {}) => ({
    ...{ what, ...question, expected, at: question.order.length - 1, repeats },
    ...more,
  })
  return explanation.kind === 'files'
    ? fileClaims(explanation.files, least, subject, around, claim)
    : testClaims(explanation, least, subject, claim)
}

type Claiming = (
  what: string,
  question: Question,
  expected: Claim['expected'],
  more?: Partial<Claim>,
) => Claim

function fileClaims(
  files: readonly string[],
  least: Question,
  { victim }: Subject,
  around: Surroundings,
  claim: Claiming,
): readonly Claim[] {
  const importing = (imports: readonly string[]): Question => ({ order: [victim.id], imports })
  const present = claim('when it is imported', least, 'present')
  if (files.length > 1)
    return [
      present,
      ...files.map((leaves, index) => {
        const others = files.filter((file) => file !== leaves)
        return claim(`without the ${nth(index)}`, importing(others), 'absent', { leaves })
      }),
    ]
  const others = around
    .files(victim)
    .filter((file) => file !== victim.file && !files.includes(file))
  // With no other file, the victim by itself is what was confirmed already.
  if (others.length === 0) return [present]
  const [leaves = ''] = files
  const alone = claim('when no other file is', importing([]), 'absent', { leaves })
  return [
    present,
    claim('when all other files are', importing(others), 'absent', { leaves, least: alone }),
  ]
}

function testClaims(
  { tests, alternatives }: Extract<Explanation, { kind: 'tests' }>,
  least: Question,
  { victim, failing }: Subject,
  claim: Claiming,
): readonly Claim[] {
  const ask = (before: Order): Question => ({ order: [...before, victim.id] })
  const [leaves = '', ...more] = tests
  if (more.length === 0) {
    const after = claim('after it', least, 'present')
    const alone = claim(ALONE, ask([]), 'absent', { leaves })
    const first = { order: [victim.id, ...least.order.slice(0, -1)] }
    const before = claim('before it', first, 'absent', { at: 0, leaves, least: alone })
    const rest = failing.filter((id) => id !== leaves && !alternatives.includes(id))
    if (rest.length > 0)
      return [after, claim('without it', ask(rest), 'absent', { leaves, least: before })]
    // With nobody else in that order, the victim by itself is what was confirmed already. Concurrent tests start together.
    return victim.concurrent ? [after] : [after, before]
  }
  return [
    claim(`after all ${String(tests.length)}`, least, 'present'),
    ...tests.map((left, index) => {
      const what = `without the ${nth(index)}`
      const own = claim(what, ask(tests.filter((id) => id !== left)), 'absent', { leaves: left })
      if (index >= MOST_REMOVED) return own
      const rest = ask(failing.filter((id) => id !== left))
      return claim(what, rest, 'absent', { leaves: left, least: own })
    }),
  ]
}

function doseClaims(
  { threshold, tipping, contributors = [] }: Extract<Explanation, { kind: 'accumulation' }>,
  { victim }: Subject,
  around: Surroundings,
): readonly Claim[] {
  const others = around.last(victim).filter((id) => id !== victim.id && contributors.includes(id))
  // Different tests say more than one test repeated.
  const ladder =
    others.length >= threshold
      ? others.slice(0, threshold)
      : Array.from({ length: threshold }, () => tipping)
  return [threshold - 1, threshold].map((count): Claim => ({
    what: `after ${String(count)} of them`,
    order: [...ladder.slice(0, count), victim.id],
    expected: count === threshold ? 'present' : 'absent',
    at: count,
    count,
    repeats: DOSE_REPEATS,
  }))
}

const NTH = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth']

function nth(index: number): string {
  return NTH[index] ?? `${String(index + 1)}th`
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testName, VICTIM } from '../simulation/scenario.js'
import type { SimulatedSuite, SimulatedTest } from '../simulation/simulated-suite.js'
import type { HostKind } from '../model/run.js'
import type { Answer, Search } from './search.js'
import { sortOut, type SortedOut } from './sort-out.js'
import { tryOut } from './trial.fixture.js'

/** Safety net: each test takes a tenth of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => testName(index))
}

/** The sorting with answers that need no run; a group of several is answered as if each of its items were always seen. */
function answered(items: readonly string[], answer: (item: string) => Answer, inGroups: boolean) {
  const search: Search<SortedOut> = sortOut({ items, ask: (some) => ({ order: some }), inGroups })
  let questions = 0
  let step = search.next()
  while (!step.done) {
    questions += step.value.length
    step = search.next(
      step.value.map(({ order }) => {
        const each = order.map(answer)
        if (each.includes('reproduces')) return 'reproduces'
        return each.includes('undecided') ? 'undecided' : 'does-not'
      }),
    )
  }
  return { sorted: step.value, questions }
}

/** Answers in stretches of one kind, as they come from the files of a suite. */
const pattern: fc.Arbitrary<Answer[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom<Answer>('does-not', 'reproduces', 'undecided'),
      fc.integer({ min: 1, max: 40 }),
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((stretches) => stretches.flatMap(([answer, length]) => Array.from({ length }, () => answer)))

describe('sortOut', PATIENT, () => {
  test('sorts each item by its answer, and asks at most one question for each item and ten more', () => {
    fc.assert(
      fc.property(pattern, (answers) => {
        const items = names(answers.length)
        const truth = new Map(items.map((item, index) => [item, answers[index] ?? 'undecided']))
        const of = (wanted: Answer) => items.filter((item) => truth.get(item) === wanted)
        const { sorted, questions } = answered(
          items,
          (item) => truth.get(item) ?? 'undecided',
          true,
        )
        expect(sorted).toEqual({ found: of('reproduces'), open: of('undecided'), expired: false })
        expect(questions).toBeLessThanOrEqual(items.length + 10)
      }),
      { numRuns: 200 },
    )
  })

  test('asks exactly one question for each item if groups are not wanted', () => {
    const { questions } = answered(names(77), () => 'does-not', false)
    expect(questions).toBe(77)
  })

  test('finds 60 contributors among 600 items in at most 200 questions, if they stand in blocks of twelve', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(9), { minLength: 5, maxLength: 5 }), (files) => {
        const items = names(600)
        const guilty = new Set(
          files.flatMap((file) => items.slice(file * 60 + 7, file * 60 + 7 + 12)),
        )
        const { sorted, questions } = answered(
          items,
          (item) => (guilty.has(item) ? 'reproduces' : 'does-not'),
          true,
        )
        expect(new Set(sorted.found)).toEqual(guilty)
        expect(questions).toBeLessThanOrEqual(200)
      }),
      { numRuns: 20 },
    )
  })
})

describe('sortOut, where the state expires,', PATIENT, () => {
  const polluter: SimulatedTest = { leaves: 'x', durationMs: 1 }
  const guilty = [5, 17, 30, 31, 58].map(testName)
  const tipping = guilty[0]!

  /** Three are enough, as long as the first is not older than the window. */
  function limiter(windowMs: number, innocentMs: number): SimulatedSuite {
    const each = (id: string): SimulatedTest =>
      guilty.includes(id) ? polluter : { durationMs: innocentMs }
    return {
      tests: {
        ...Object.fromEntries(names(60).map((id) => [id, each(id)])),
        [VICTIM]: { failsAt: { state: 'x', amount: 3 } },
      },
      forgets: { x: windowMs },
    }
  }

  function sortedBy(host: HostKind, suite: SimulatedSuite, inGroups: boolean) {
    const padded = (items: readonly string[]) => ({ order: [tipping, tipping, ...items, VICTIM] })
    const search = sortOut({
      items: names(60),
      ask: padded,
      inGroups,
      control: padded([tipping]),
      undisturbed: (group) => padded([tipping, ...group]),
    })
    return tryOut(suite, search, { host }).found
  }

  test('notices it in clones, which share one clock, and then finds all contributors in smaller batches', () => {
    expect(sortedBy('forking', limiter(100, 5), false)).toEqual({
      found: guilty,
      open: [],
      expired: true,
    })
  })

  test('finds all contributors in processes that each have their own clock, where it does not show', () => {
    expect(sortedBy('warm', limiter(100, 5), false)).toEqual({
      found: guilty,
      open: [],
      expired: false,
    })
  })

  test('leaves items open that it cannot ask about in time, rather than sort them wrongly', () => {
    const { found, open, expired } = sortedBy('forking', limiter(10, 11), false)
    expect(expired).toBe(true)
    for (const id of found) expect(guilty).toContain(id)
    for (const id of guilty) expect([...found, ...open]).toContain(id)
  })

  function expectNothingMissed(host: HostKind) {
    const { found, open } = sortedBy(host, limiter(100, 5), true)
    for (const id of found) expect(guilty).toContain(id)
    for (const id of guilty) expect([...found, ...open]).toContain(id)
  }

  test('misses no contributor that stands in a group which takes too long, in clones that share one clock', () =>
    expectNothingMissed('forking'))

  test('misses no contributor that stands in a group which takes too long, in processes with their own clocks', () =>
    expectNothingMissed('warm'))
})

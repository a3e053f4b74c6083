import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testName, VICTIM } from '../simulation/scenario.js'
import type { SimulatedSuite, SimulatedTest } from '../simulation/simulated-suite.js'
import type { HostKind } from '../model/run.js'
import type { Answer, Search } from './search.js'
import { sortOut, type SortedOut } from './sort-out.js'
import { tryOut } from './trial.fixture.js'

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => testName(index))
}

/** Answers without any run; a group of several is answered as if each of its items were always seen. */
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

/** Stretches of one kind, as files of a suite are. */
const pattern: fc.Arbitrary<Answer[]> = fc
  .array(
    fc.tuple(
      fc.constantFrom<Answer>('does-not', 'reproduces', 'undecided'),
      fc.integer({ min: 1, max: 40 }),
    ),
    { maxLength: 60, size: 'max' },
  )
  .map((stretches) => stretches.flatMap(([answer, length]) => Array.from({ length }, () => answer)))

describe('questions', () => {
  test('never more than one for each item and ten, and each item gets its answer', () => {
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

  test('one for each item where runs cost next to nothing', () => {
    const { questions } = answered(names(77), () => 'does-not', false)
    expect(questions).toBe(77)
  })

  test('contributors that stand together cost far fewer than one for each item', () => {
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

describe('state that expires', () => {
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

  test('is noticed where clones keep the clock going; smaller batches then find all', () => {
    expect(sortedBy('forking', limiter(100, 5), false)).toEqual({
      found: guilty,
      open: [],
      expired: true,
    })
  })

  test('does not matter where each run has a clock of its own', () => {
    expect(sortedBy('warm', limiter(100, 5), false)).toEqual({
      found: guilty,
      open: [],
      expired: false,
    })
  })

  test('leaves open what cannot be answered in time', () => {
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

  test('within a group is noticed where clones keep the clock going', () =>
    expectNothingMissed('forking'))

  test('within a group is noticed where each run has a clock of its own', () =>
    expectNothingMissed('warm'))
})

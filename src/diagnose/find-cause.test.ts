import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  allOf,
  anyOf,
  anyOneOf,
  suiteWith,
  testName,
  type Scenario,
} from '../simulation/scenario.js'
import { findCause } from './find-cause.js'
import { sortOut } from './sort-out.js'
import { terrainOf, tryOut } from './trial.fixture.js'

/** Placements drawn anew in each run of this file: fast-check prints the seed of one that fails. */
const PLACEMENTS = { numRuns: 10 }
/** Safety net: the longest of them takes a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

function places(count: number, size: number): fc.Arbitrary<number[]> {
  const all = Array.from({ length: size }, (_, index) => index)
  return fc.noBias(fc.shuffledSubarray(all, { minLength: count, maxLength: count })).map(sorted)
}

function sorted(numbers: readonly number[]): number[] {
  return numbers.toSorted((a, b) => a - b)
}

function causeOf({ suite, others }: Scenario) {
  const { found, oracle } = tryOut(suite, findCause(terrainOf(others)))
  return { found, search: oracle.counts.search, confirm: oracle.counts.confirm }
}

describe('findCause, wherever the guilty tests stand,', PATIENT, () => {
  test.each([100, 300, 1000, 3000])(
    'finds one polluter among %i tests in at most ⌈log2 n⌉ + 4 runs',
    (size) => {
      fc.assert(
        fc.property(places(1, size), (at) => {
          const { found, search } = causeOf(anyOneOf(size, at))
          expect(found).toEqual({ kind: 'one', item: testName(at[0]!) })
          expect(search).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 4)
        }),
        PLACEMENTS,
      )
    },
  )

  test('finds two co-polluters among 1000 tests in at most 25 runs', () => {
    fc.assert(
      fc.property(places(2, 1000), (at) => {
        const { found, search } = causeOf(allOf(1000, at))
        expect(found).toEqual({ kind: 'several', items: at.map(testName) })
        expect(search).toBeLessThanOrEqual(25)
      }),
      PLACEMENTS,
    )
  })

  test('finds 18 co-polluters, all of them needed, among 1000 tests in at most 180 runs', () => {
    fc.assert(
      fc.property(places(18, 1000), (at) => {
        const { found, search } = causeOf(allOf(1000, at))
        expect(found).toEqual({ kind: 'several', items: at.map(testName) })
        expect(search).toBeLessThanOrEqual(180)
      }),
      PLACEMENTS,
    )
  })

  test.each([120, 610])(
    'finds that 18 of some tests among %i are enough in at most 20 runs, and sortOut names all 60 in at most ten runs more than there are tests',
    (size) => {
      fc.assert(
        fc.property(places(60, size), (at) => {
          const { suite, others, guilty } = anyOf(size, at, 18)
          const { found, search } = causeOf({ suite, others, guilty })
          expect(found).toEqual({ kind: 'counted', tipping: guilty[17], threshold: 18 })
          expect(search).toBeLessThanOrEqual(20)
          const { ask } = terrainOf(others)
          const padding = Array.from({ length: 17 }, () => guilty[17]!)
          const { found: contributors, oracle } = tryOut(
            suite,
            sortOut({
              items: others,
              ask: (items) => ask([...padding, ...items]),
              inGroups: true,
              control: ask([...padding, guilty[17]!]),
            }),
          )
          expect(contributors).toEqual({ found: guilty, open: [], expired: false })
          expect(oracle.counts.search).toBeLessThanOrEqual(size + 10)
        }),
        PLACEMENTS,
      )
    },
  )

  test('finds one of three tests among 610 that pollute on their own, and sortOut names the other two in at most 60 runs', () => {
    fc.assert(
      fc.property(places(3, 610), (at) => {
        const { suite, others, guilty } = anyOneOf(610, at)
        expect(causeOf({ suite, others, guilty }).found).toEqual({ kind: 'one', item: guilty[0] })
        const { ask } = terrainOf(others)
        const rest = others.filter((id) => id !== guilty[0])
        const { found, oracle } = tryOut(suite, sortOut({ items: rest, ask, inGroups: true }))
        expect(found).toEqual({ found: guilty.slice(1), open: [], expired: false })
        expect(oracle.counts.search).toBeLessThanOrEqual(60)
      }),
      PLACEMENTS,
    )
  })
})

describe('findCause tells causes apart:', () => {
  test('two tests that are both needed are "several", even if a third could stand in for one of them', () => {
    const special = {
      [testName(1)]: { leaves: 'a' },
      [testName(3)]: { leaves: 'a' },
      [testName(5)]: { leaves: 'b' },
    }
    const { tests, others } = suiteWith(9, special, { failsAt: { state: ['a', 'b'] } })
    expect(causeOf({ suite: { tests }, others, guilty: [] }).found).toEqual({
      kind: 'several',
      items: [testName(1), testName(5)],
    })
  })

  test('tests of which any three different ones are enough are "distinct"', () => {
    const leaves = [{ state: 'x', distinct: true }] as const
    const special = Object.fromEntries([1, 2, 4, 8].map((at) => [testName(at), { leaves }]))
    const { tests, others } = suiteWith(9, special, { failsAt: { state: 'x', amount: 3 } })
    expect(causeOf({ suite: { tests }, others, guilty: [] }).found).toEqual({
      kind: 'distinct',
      items: [1, 2, 4].map(testName),
    })
  })

  test('an order that does not make the victim fail is "nothing", which takes at most 7 runs to notice', () => {
    const { suite, others } = anyOneOf(50, [])
    const { found, search } = causeOf({ suite, others, guilty: [] })
    expect(found.kind).toBe('nothing')
    expect(search).toBeLessThanOrEqual(7)
  })

  test('a victim with no test before it is "nothing"', () => {
    expect(causeOf(anyOneOf(0, [])).found.kind).toBe('nothing')
  })
})

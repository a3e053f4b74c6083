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

/** Ten placements, others each time: fast-check prints the seed of a run that fails. */
const PLACEMENTS = { numRuns: 10 }
/** Seconds on an idle machine. */
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

describe('what a search costs, wherever the guilty stand', PATIENT, () => {
  test.each([100, 300, 1000, 3000])('one polluter among %i: ⌈log2 n⌉ + 4', (size) => {
    fc.assert(
      fc.property(places(1, size), (at) => {
        const { found, search } = causeOf(anyOneOf(size, at))
        expect(found).toEqual({ kind: 'one', item: testName(at[0]!) })
        expect(search).toBeLessThanOrEqual(Math.ceil(Math.log2(size)) + 4)
      }),
      PLACEMENTS,
    )
  })

  test('two co-polluters among 1000: 25', () => {
    fc.assert(
      fc.property(places(2, 1000), (at) => {
        const { found, search } = causeOf(allOf(1000, at))
        expect(found).toEqual({ kind: 'several', items: at.map(testName) })
        expect(search).toBeLessThanOrEqual(25)
      }),
      PLACEMENTS,
    )
  })

  test('all 18 of 18 among 1000: 180', () => {
    fc.assert(
      fc.property(places(18, 1000), (at) => {
        const { found, search } = causeOf(allOf(1000, at))
        expect(found).toEqual({ kind: 'several', items: at.map(testName) })
        expect(search).toBeLessThanOrEqual(180)
      }),
      PLACEMENTS,
    )
  })

  test.each([120, 610])('any 18 of 60 among %i: 20, and one more for each test', (size) => {
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
  })

  test('three alternatives among 610: one is found, and sorting out the others names all', () => {
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

describe('what it is called', () => {
  test('two are needed, of which one has a stand-in', () => {
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

  test('as many different ones as are enough, whichever', () => {
    const leaves = [{ state: 'x', distinct: true }] as const
    const special = Object.fromEntries([1, 2, 4, 8].map((at) => [testName(at), { leaves }]))
    const { tests, others } = suiteWith(9, special, { failsAt: { state: 'x', amount: 3 } })
    expect(causeOf({ suite: { tests }, others, guilty: [] }).found).toEqual({
      kind: 'distinct',
      items: [1, 2, 4].map(testName),
    })
  })

  test('an order that does not reproduce, which a binary search notices', () => {
    const { suite, others } = anyOneOf(50, [])
    const { found, search } = causeOf({ suite, others, guilty: [] })
    expect(found.kind).toBe('nothing')
    expect(search).toBeLessThanOrEqual(7)
  })

  test('no company at all', () => {
    expect(causeOf(anyOneOf(0, [])).found.kind).toBe('nothing')
  })
})

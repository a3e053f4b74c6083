import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from './search.js'
import { decide, estimate, type Rates } from './sequential-test.js'

const TRIALS = 4000

/** How many runs that all come out alike it takes. */
function needed(shows: boolean, rates: Rates, sure = false): number {
  for (let total = 0; total <= 40; total++)
    if (decide({ shows: shows ? total : 0, total }, rates, sure)) return total
  return Infinity
}

/** What the test says of an order that really shows this often. */
function sampled(rate: number, rates: Rates, seed: number): Record<Answer, number> {
  const random = xoroshiro128plus(seed)
  const said = { reproduces: 0, 'does-not': 0, undecided: 0 }
  for (let trial = 0; trial < TRIALS; trial++) {
    let [shows, total] = [0, 0]
    let answer: Answer | undefined
    while (!answer) {
      if (uniformFloat64(random) < rate) shows += 1
      total += 1
      answer = decide({ shows, total }, rates)
    }
    said[answer] += 1
  }
  return said
}

describe('runs that all come out alike', () => {
  test.each([1, 0.8, 0.5, 0.2])(
    'one failure decides where clean runs never fail; polluted ones %d',
    (present) => {
      expect(needed(true, { present, absent: 0 })).toBe(1)
    },
  )

  test.each([
    [1, 1],
    [0.8, 4],
    [0.5, 9],
  ])('polluted runs fail at a rate of %d: %i passes are needed', (present, passes) => {
    expect(needed(false, { present, absent: 0 })).toBe(passes)
  })

  test('where clean runs fail too, one failure is not enough', () => {
    expect(needed(true, { present: 0.9, absent: 0.1 })).toBeGreaterThan(1)
  })

  test('who is to be sure does not rely on an effect that always shows', () => {
    expect(needed(false, { present: 1, absent: 0 }, true)).toBeGreaterThanOrEqual(4)
    expect(needed(true, { present: 1, absent: 0 }, true)).toBe(1)
  })
})

test.each([
  [0.8, 0],
  [0.5, 0],
  [0.9, 0.1],
  [0.5, 0.05],
])('errors stay within what is stated, with rates of %d and %d', (present, absent) => {
  fc.assert(
    fc.property(fc.noBias(fc.integer()), (seed) => {
      const rates = { present, absent }
      // Wald's bounds hold but for a factor near 1; three standard errors for chance.
      const atMost = (rate: number) => TRIALS * rate + 3 * Math.sqrt(TRIALS * rate)
      expect(sampled(present, rates, seed)['does-not']).toBeLessThan(atMost(0.002))
      expect(sampled(absent, rates, seed).reproduces).toBeLessThan(atMost(0.0101))
    }),
    { numRuns: 1, endOnFailure: true },
  )
})

test('it always ends', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat({ max: 40 }),
      fc.boolean(),
      (present, absent, shows, sure) => {
        expect(decide({ shows, total: 40 }, { present, absent }, sure)).toBeDefined()
      },
    ),
  )
})

describe('rates from few runs', () => {
  test('a side that was never mixed is taken for steady', () => {
    expect(estimate({ shows: 5, total: 5 }, { shows: 0, total: 5 })).toEqual({
      present: 1,
      absent: 0,
    })
  })

  test('a mixed side is taken for lower than it was seen', () => {
    const { present } = estimate({ shows: 8, total: 10 }, { shows: 0, total: 10 })
    expect(present).toBeGreaterThan(0.6)
    expect(present).toBeLessThan(0.8)
  })

  test('clean runs that fail are counted with a margin', () => {
    expect(estimate({ shows: 9, total: 10 }, { shows: 1, total: 10 }).absent).toBeGreaterThan(0.1)
  })
})

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer } from './search.js'
import { decide, estimate, type Rates } from './sequential-test.js'

const TRIALS = 4000

/** How many runs it takes to decide if all of them come out alike. */
function needed(shows: boolean, rates: Rates, sure = false): number {
  for (let total = 0; total <= 40; total++)
    if (decide({ shows: shows ? total : 0, total }, rates, sure)) return total
  return Infinity
}

/** How often each answer is given about an order whose runs show the effect at this rate. */
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

describe('when all runs come out alike', () => {
  test.each([1, 0.8, 0.5, 0.2])(
    'one failure is enough if clean runs never fail and polluted ones do at a rate of %d',
    (present) => {
      expect(needed(true, { present, absent: 0 })).toBe(1)
    },
  )

  test.each([
    [1, 1],
    [0.8, 4],
    [0.5, 9],
  ])(
    'with polluted runs that fail at a rate of %d, the number of passes needed is %i',
    (present, passes) => {
      expect(needed(false, { present, absent: 0 })).toBe(passes)
    },
  )

  test('one failure is not enough if clean runs fail, too', () => {
    expect(needed(true, { present: 0.9, absent: 0.1 })).toBeGreaterThan(1)
  })

  test('to be sure, at least four passes are needed, even if polluted runs have always failed', () => {
    expect(needed(false, { present: 1, absent: 0 }, true)).toBeGreaterThanOrEqual(4)
    expect(needed(true, { present: 1, absent: 0 }, true)).toBe(1)
  })
})

test.each([
  [0.8, 0],
  [0.5, 0],
  [0.9, 0.1],
  [0.5, 0.05],
])(
  'wrong answers are as rare as stated if polluted runs fail at a rate of %d, and clean ones of %d',
  (present, absent) => {
    fc.assert(
      fc.property(fc.noBias(fc.integer()), (seed) => {
        const rates = { present, absent }
        // Wald's bounds hold up to a factor near 1. Three standard errors are allowed for chance.
        const atMost = (rate: number) => TRIALS * rate + 3 * Math.sqrt(TRIALS * rate)
        expect(sampled(present, rates, seed)['does-not']).toBeLessThan(atMost(0.002))
        expect(sampled(absent, rates, seed).reproduces).toBeLessThan(atMost(0.0101))
      }),
      { numRuns: 1, endOnFailure: true },
    )
  },
)

test('after 40 runs there is always an answer', () => {
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

describe('rates estimated from few runs', () => {
  test('a side that always came out the same gets a rate of 1 or 0', () => {
    expect(estimate({ shows: 5, total: 5 }, { shows: 0, total: 5 })).toEqual({
      present: 1,
      absent: 0,
    })
  })

  test('polluted runs that sometimes pass get a lower rate than was seen', () => {
    const { present } = estimate({ shows: 8, total: 10 }, { shows: 0, total: 10 })
    expect(present).toBeGreaterThan(0.6)
    expect(present).toBeLessThan(0.8)
  })

  test('clean runs that sometimes fail get a higher rate than was seen', () => {
    expect(estimate({ shows: 9, total: 10 }, { shows: 1, total: 10 }).absent).toBeGreaterThan(0.1)
  })
})

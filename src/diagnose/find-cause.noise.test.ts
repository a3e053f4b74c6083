import fc from 'fast-check'
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { expect, test } from 'vitest'
import { anyOneOf, placesFor } from '../simulation/scenario.js'
import { findCause } from './find-cause.js'
import type { Tally } from './sequential-test.js'
import { terrainOf, tryOut } from './trial.fixture.js'

const SIZE = 100
const TRIALS = 400
/** Seconds on an idle machine. */
const PATIENT = { timeout: 60_000 }

/** Confirmation repeats three times, and where that comes out mixed up to ten times. */
function confirmed(rate: number, random: RandomGenerator): Tally {
  let [shows, total] = [0, 0]
  while (total < 3 || (shows < total && total < 10)) {
    if (uniformFloat64(random) < rate) shows += 1
    total += 1
  }
  return shows > 0 ? { shows, total } : confirmed(rate, random)
}

test.each([0.8, 0.5])(
  'the polluter of a victim that fails in %d of the polluted runs',
  PATIENT,
  (rate) => {
    fc.assert(
      fc.property(fc.noBias(fc.integer()), (seed) => {
        const random = xoroshiro128plus(seed)
        const counts = { right: 0, undecided: 0, wrong: 0 }
        for (let trial = 0; trial < TRIALS; trial++) {
          const { suite, others, guilty } = anyOneOf(SIZE, placesFor(1, SIZE, random), rate)
          const { found } = tryOut(suite, findCause(terrainOf(others)), {
            seed: uniformInt(random, -0x80000000, 0x7fffffff),
            polluted: confirmed(rate, random),
            clean: { shows: 0, total: 10 },
          })
          if (found.kind === 'nothing') counts.undecided += 1
          else if (found.kind === 'one' && found.item === guilty[0]) counts.right += 1
          else counts.wrong += 1
        }
        expect(counts.right).toBeGreaterThanOrEqual(0.95 * TRIALS)
        expect(counts.wrong).toBeLessThanOrEqual(0.01 * TRIALS)
      }),
      { numRuns: 1, endOnFailure: true },
    )
  },
)

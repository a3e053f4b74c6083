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
/** Safety net: a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

/** What confirmation has seen: three repeats, and up to ten where these come out mixed. */
function confirmed(rate: number, random: RandomGenerator): Tally {
  let [shows, total] = [0, 0]
  while (total < 3 || (shows < total && total < 10)) {
    if (uniformFloat64(random) < rate) shows += 1
    total += 1
  }
  return shows > 0 ? { shows, total } : confirmed(rate, random)
}

// Rates of 20,000 trials with another seed: wrong 0.02 % and 0.16 %, undecided less than 0.03 %. With so few trials a change that
// shifts which random number goes where misses a bound by chance once in some 9,000 and 230 times.
test.each([
  { rate: 0.8, trials: 100 },
  { rate: 0.5, trials: 200 },
])(
  'findCause names the polluter of a victim that fails in $rate of its polluted runs, and hardly ever another test',
  PATIENT,
  ({ rate, trials }) => {
    const random = xoroshiro128plus(1)
    const counts = { right: 0, undecided: 0, wrong: 0 }
    for (let trial = 0; trial < trials; trial++) {
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
    expect(counts.right).toBeGreaterThanOrEqual(0.95 * trials)
    expect(counts.wrong).toBeLessThanOrEqual(0.01 * trials)
  },
)

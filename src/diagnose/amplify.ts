import { reproduces, type Question, type Search } from './search.js'
import { tippingPoint } from './tipping-point.js'

/** The first guess: most limits that tests run into are small, and a few dozen repeats cost one run. */
const FIRST_GUESS = 32

/**
 * Is it a matter of how often? Repeats one test until that alone is enough, and finds how many times it takes. Tells an
 * accumulation from co-polluters, of which no number of repeats is enough.
 *
 * @param most more repeats than this, or a few dozen, are not tried: a prefix with so many tests was enough
 * @param repeated the question with the test that often; once is known not to reproduce
 * @returns the smallest number of repeats that reproduces; undefined: it does not add up
 */
export function* amplify(
  most: number,
  repeated: (times: number) => Question,
): Search<number | undefined> {
  let low = 1
  for (const high of new Set([FIRST_GUESS, Math.max(FIRST_GUESS, most)])) {
    if (high <= low) continue
    if (yield* reproduces(repeated(high))) return yield* tippingPoint(low, high, repeated)
    low = high
  }
  return undefined
}

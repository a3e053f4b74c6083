import { reproduces, type Question, type Search } from './search.js'

/**
 * Binary search for a length at which the answer tips: one less does not reproduce, it does. Where cleaners make answers
 * go back and forth it still ends at such a place. An undecided answer counts as 'does not': whoever relies on that
 * asks again.
 *
 * @param at the question for a length; known to reproduce at `high`, known or believed not to at `low`
 * @returns a length in (low, high], after at most ⌈log2(high − low)⌉ questions
 */
export function* tippingPoint(
  low: number,
  high: number,
  at: (length: number) => Question,
): Search<number> {
  let [passes, fails] = [low, high]
  while (fails - passes > 1) {
    const middle = Math.floor((passes + fails) / 2)
    if (yield* reproduces(at(middle))) fails = middle
    else passes = middle
  }
  return fails
}

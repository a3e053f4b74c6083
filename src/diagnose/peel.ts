import { reproduces, type Ask, type Question, type Search } from './search.js'
import { tippingPoint } from './tipping-point.js'

/** Sets up to this size are tried as they are; from then on the search finds out by itself that nothing is missing. */
const TRIED_AS_THEY_ARE = 3

/**
 * The items that are all needed: the last one that tips is kept, what stands behind it dropped, and the search goes on in
 * what stands before it, until what was kept is enough. About log2 of the prefix for each item, with no questions about
 * complements (the order of U. Junker's QuickXplain, 2004, with prefixes for halves).
 *
 * @param before reproduces with `kept` behind it; without it `kept` is known not to
 * @param kept never empty
 * @returns what is needed, in the order in which it stood
 */
export function* peel(
  before: readonly string[],
  kept: readonly string[],
  ask: Ask,
): Search<readonly string[]> {
  const needed = [...kept]
  let rest = before
  while (rest.length > 0) {
    const at = (length: number) => ask([...rest.slice(0, length), ...needed])
    // Where many are needed, the next one is about as far away as those before it were from one another.
    const isMany = needed.length > TRIED_AS_THEY_ARE
    const gap = Math.ceil((before.length - rest.length) / (needed.length - kept.length || 1))
    const low = isMany ? yield* notEnough(rest.length, gap, at) : { length: 0, enough: rest.length }
    const length = yield* tippingPoint(low.length, low.enough, at)
    if (length === 0) break
    needed.unshift(rest[length - 1] ?? '')
    rest = rest.slice(0, length - 1)
    if (needed.length <= TRIED_AS_THEY_ARE && (yield* reproduces(ask(needed)))) break
  }
  return needed
}

/** Steps back from the end, further each time, to a length that is not enough; -1: nothing at all is. */
function* notEnough(
  from: number,
  gap: number,
  at: (length: number) => Question,
): Search<{ length: number; enough: number }> {
  let enough = from
  for (let step = Math.max(1, gap); enough > 0; step *= 2) {
    const length = Math.max(0, enough - step)
    if (!(yield* reproduces(at(length)))) return { length, enough }
    enough = length
  }
  return { length: -1, enough }
}

import { reproduces, type Ask, type Search } from './search.js'

/**
 * A smallest part that still reproduces, by recursive halving with the full complement: a half is dropped if everything
 * else is enough without it; if neither half can go, each is reduced while the other stays whole (RSpec's bisect
 * has this shape). Makes no use of the order of prefixes, so it holds where cleaners mislead a search by prefix.
 *
 * @param items known to reproduce together
 * @returns a part of which, at the time of asking, no half at any level could go
 */
export function* shrink(items: readonly string[], ask: Ask): Search<readonly string[]> {
  return yield* reduce(items, [])

  function* reduce(part: readonly string[], others: readonly string[]): Search<readonly string[]> {
    if (part.length <= 1) return part
    const [left, right] = [part.slice(0, part.length >> 1), part.slice(part.length >> 1)]
    if (yield* reproduces(inOrder([...others, ...left]))) return yield* reduce(left, others)
    if (yield* reproduces(inOrder([...others, ...right]))) return yield* reduce(right, others)
    const fromLeft = yield* reduce(left, [...others, ...right])
    const fromRight = yield* reduce(right, [...others, ...fromLeft])
    return [...fromLeft, ...fromRight]
  }

  function inOrder(some: readonly string[]) {
    const chosen = new Set(some)
    return ask(items.filter((item) => chosen.has(item)))
  }
}

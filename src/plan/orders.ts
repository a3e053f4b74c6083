import { createHash } from 'node:crypto'
import type { Order } from '../model/order.js'
import type { TestCase } from '../model/suite.js'
import { rearrange } from './rearrange.js'

/** Files, describes and tests, each level the other way round. */
export function reverseOrder(tests: readonly TestCase[]): Order {
  return rearrange(tests, (siblings) => [...siblings].reverse())
}

/** Each level sorted by a hash of seed and name, so that a part of the suite keeps its relative order. */
export function shuffledOrder(tests: readonly TestCase[], seed: number): Order {
  return rearrange(tests, (siblings) =>
    [...siblings].sort((a, b) => compare(rank(seed, a.key), rank(seed, b.key))),
  )
}

/** `last` moved behind everything else that can share its process, as far as its file's structure allows. */
export function lastOrder(tests: readonly TestCase[], last: TestCase): Order {
  const onPath = (key: string): boolean => path.has(key)
  const path = new Set<string>()
  // The levels above `last` are the siblings whose subtree holds it: found by arranging its own file alone.
  rearrange([last], (siblings) => {
    for (const { key } of siblings) path.add(key)
    return siblings
  })
  return rearrange(tests, (siblings) => [
    ...siblings.filter(({ key }) => !onPath(key)),
    ...siblings.filter(({ key }) => onPath(key)),
  ])
}

/** The `size` tests that a seed picks; the same ones again in a larger suite, as far as they are among the smallest. */
export function sampleOf(
  tests: readonly TestCase[],
  size: number,
  seed: number,
): readonly TestCase[] {
  const ranked = byRank(tests, seed, ({ id }) => id)
  const chosen = new Set(ranked.slice(0, size))
  return tests.filter((test) => chosen.has(test))
}

/** In an order that only a seed and their names decide. */
export function byRank<T>(items: readonly T[], seed: number, nameOf: (item: T) => string): T[] {
  return items
    .map((item) => ({ item, at: rank(seed, nameOf(item)) }))
    .sort((a, b) => compare(a.at, b.at))
    .map(({ item }) => item)
}

/** A whole number that only the text decides, below 2^32. */
export function numberFrom(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE()
}

function rank(seed: number, name: string): string {
  return createHash('sha256')
    .update(`${String(seed)}\u0000${name}`)
    .digest('hex')
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

import type { Order } from '../model/order.js'
import type { TestCase } from '../model/suite.js'

/**
 * An order from elsewhere as a runner can run it that never interleaves files or describes: each where its first test
 * stands.
 */
export function regrouped(tests: readonly TestCase[], depth = 0): Order {
  const groups = new Map<string, TestCase[]>()
  for (const test of tests) {
    const key = depth === 0 ? test.file : String(test.position[depth - 1])
    const group = groups.get(key)
    if (group) group.push(test)
    else groups.set(key, [test])
  }
  return [...groups.values()].flatMap((group) =>
    group.length === 1 || group.every(({ position }) => position.length < depth)
      ? group.map(({ id }) => id)
      : regrouped(group, depth + 1),
  )
}

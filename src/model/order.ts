/**
 * A sequence of test ids. An id may occur again: `[v, v]` is "v twice in one process". Everything leakcheck
 * runs is an order: together, alone, reverse, twice, a shuffle, a search step, a replay.
 */
export type Order = readonly string[]

/** The same tests in the same sequence, as one string: what caches are keyed by. */
export function orderKey(order: Order): string {
  return order.join('\n')
}

/**
 * A sequence of test ids. An id may occur again: `[v, v]` is "v twice in one process". Everything leakcheck
 * runs is an order: together, alone, reverse, twice, a shuffle, a search step, a replay.
 */
export type Order = readonly string[]

/** A line of an order file that is no test: see {@link RunRequest.collect}. */
export const COLLECT_ALL = '# every file is imported first'

/** The same tests in the same sequence, as one string: what caches are keyed by. */
export function orderKey(order: Order): string {
  return order.join('\n')
}

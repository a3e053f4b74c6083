import { orderKey } from '../model/order.js'
import { isFailure } from '../model/outcome.js'
import type { RunRecord } from '../model/run.js'

/**
 * The same records, those of the stage `pairs` last, and of these the most telling first: the shortest order, then the one that most
 * tests fail in. The first of equals is what is repeated and searched; without this, tests that fail alike would each bring an
 * order of their own.
 */
export function tellingFirst(records: readonly RunRecord[]): readonly RunRecord[] {
  const isPair = ({ request }: RunRecord): boolean => request.purpose.startsWith('pairs')
  const pairs = records.filter(isPair)
  if (pairs.length === 0) return records
  const failing = new Map<string, number>()
  for (const { request, results } of pairs) {
    const key = orderKey(request.order)
    const count = results.filter(({ outcome }) => isFailure(outcome)).length
    failing.set(key, Math.max(failing.get(key) ?? 0, count))
  }
  const failures = ({ request }: RunRecord): number => failing.get(orderKey(request.order)) ?? 0
  const sorted = [...pairs].sort(
    (a, b) =>
      a.request.order.length - b.request.order.length ||
      failures(b) - failures(a) ||
      // Runs side by side end in any order.
      compare(orderKey(a.request.order), orderKey(b.request.order)),
  )
  return [...records.filter((record) => !isPair(record)), ...sorted]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

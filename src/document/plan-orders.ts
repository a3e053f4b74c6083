import type { Order } from '../model/order.js'
import type { RunRecord } from '../model/run.js'

/**
 * The orders of the plan as files, one for each purpose: its lanes one after the other, as the runner would have
 * them in processes of their own. Orders of a single test need no file.
 */
export function planOrders(records: readonly RunRecord[]): Map<string, Order> {
  const lanes = new Map<string, Map<string, Order>>()
  for (const { request } of records) {
    if (request.order.length < 2) continue
    const known = lanes.get(request.purpose) ?? new Map<string, Order>()
    lanes.set(request.purpose, known)
    // Repeats of a lane, and what was left of it after a crash, hold the same tests.
    const lane = [...request.order].sort()[0] ?? ''
    if (!known.has(lane)) known.set(lane, request.order)
  }
  return new Map(
    [...lanes].map(([purpose, orders]) => [orderFile(purpose), [...orders.values()].flat()]),
  )
}

/** Relative to `.leakcheck/`. */
function orderFile(purpose: string): string {
  return `orders/${purpose.replace(/[^\w-]/g, '-')}.txt`
}

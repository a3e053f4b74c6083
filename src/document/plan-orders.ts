import type { Order } from '../model/order.js'
import type { RunRecord } from '../model/run.js'

/**
 * The orders of the plan as files, one for each purpose: its lanes one after the other, as the runner would have
 * them in processes of their own. Orders of a single test need no file.
 */
export function planOrders(records: readonly RunRecord[]): Map<string, Order> {
  const lanes = new Map<string, Set<string>[]>()
  for (const { request } of records) {
    if (request.order.length < 2) continue
    const known = lanes.get(request.purpose) ?? []
    lanes.set(request.purpose, known)
    // A repeat of a lane, or what was left of it after a crash.
    if (known.some((lane) => request.order.every((id) => lane.has(id)))) continue
    known.push(new Set(request.order))
  }
  return new Map([...lanes].map(([purpose, orders]) => [orderFile(purpose), orders.flatMap((lane) => [...lane])]))
}

/** Relative to `.leakcheck/`. */
function orderFile(purpose: string): string {
  return `orders/${purpose.replace(/[^\w-]/g, '-')}.txt`
}

import type { Order } from '../model/order.js'
import type { RunRecord } from '../model/run.js'

/**
 * The orders of the plan as files, one for each purpose: its lanes one after the other, as the runner would have
 * them in processes of their own. Orders of a single test need no file.
 */
export function planOrders(records: readonly RunRecord[]): Map<string, Order> {
  const lanes = new Map<string, { order: Order; tests: ReadonlySet<string> }[]>()
  for (const { request } of records) {
    const { purpose, order } = request
    if (order.length < 2) continue
    const known = lanes.get(purpose) ?? []
    lanes.set(purpose, known)
    // A repeat of a lane, or what was left of it after a crash.
    if (known.some(({ tests }) => order.every((id) => tests.has(id)))) continue
    known.push({ order, tests: new Set(order) })
  }
  return new Map(
    [...lanes].map(([purpose, known]) => [orderFile(purpose), known.flatMap(({ order }) => order)]),
  )
}

/** Relative to `.leakcheck/`. */
function orderFile(purpose: string): string {
  return `orders/${purpose.replace(/[^\w-]/g, '-')}.txt`
}

import type { Order } from '../model/order.js'
import { isFailure } from '../model/outcome.js'
import type { RunRecord } from '../model/run.js'

/**
 * The orders of the plan as files, one for each purpose: its lanes one after the other, as the runner would have
 * them in processes of their own. Orders of a single test need no file, and of the stage `pairs` only those that something has
 * failed in are worth one.
 */
export function planOrders(records: readonly RunRecord[]): Map<string, Order> {
  const purposes = new Map<string, Known>()
  const telling = new Set(
    records
      .filter(({ results }) => results.some(({ outcome }) => isFailure(outcome)))
      .map(({ request }) => request.purpose),
  )
  for (const { request } of records) {
    const { purpose, order } = request
    if (order.length < 2 || request.retries) continue
    if (purpose.startsWith('pairs') && !telling.has(purpose)) continue
    const known = purposes.get(purpose) ?? { lanes: [], holding: new Map<string, IdSet[]>() }
    purposes.set(purpose, known)
    // A repeat of a lane, or what was left of it after a crash.
    const holding = known.holding.get(order[0] ?? '') ?? []
    if (holding.some((tests) => order.every((id) => tests.has(id)))) continue
    known.lanes.push(order)
    const tests = new Set(order)
    for (const id of tests) {
      const own = known.holding.get(id)
      if (own) own.push(tests)
      else known.holding.set(id, [tests])
    }
  }
  return new Map([...purposes].map(([purpose, { lanes }]) => [orderFile(purpose), lanes.flat()]))
}

type IdSet = ReadonlySet<string>

interface Known {
  readonly lanes: Order[]
  /** Of each test the lanes that it is in: a suite may have a thousand lanes, and a test is in one. */
  readonly holding: Map<string, IdSet[]>
}

/** Relative to `.leakcheck/`. */
function orderFile(purpose: string): string {
  return `orders/${purpose.replace(/[^\w-]/g, '-')}.txt`
}

import { isFailure, type Outcome } from '../model/outcome.js'
import type { Tally, TestReport } from '../model/report-document.js'
import type { Observation } from '../compare/observe.js'

/** How a test fared in the own order, alone, and in each other order of the plan. */
export function talliesOf(
  seen: readonly Observation[],
): Pick<TestReport, 'together' | 'alone' | 'orders'> {
  const orders = new Map<string, Outcome>()
  for (const { purpose, outcome, alone, serial, beside } of seen) {
    const isAlone = alone && !beside && purpose !== 'twice'
    if (purpose === 'together' || serial || isAlone) continue
    const known = orders.get(purpose)
    // Of several, the one that matters: an order that failed once has failed.
    if (known === undefined || (!isFailure(known) && isFailure(outcome)))
      orders.set(purpose, outcome)
  }
  return {
    together: tally(seen.filter(({ purpose, serial }) => purpose === 'together' && !serial)),
    alone: tally(
      seen.filter(({ alone, again, serial, beside }) => alone && !again && !serial && !beside),
    ),
    orders: [...orders].map(([order, outcome]) => ({ order, outcome })),
  }
}

function tally(seen: readonly Observation[]): Tally {
  const counts: Tally = {}
  for (const { outcome } of seen) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

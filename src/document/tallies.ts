import { LOADED, sidesOf } from '../compare/sides.js'
import { isFailure, type Outcome } from '../model/outcome.js'
import type { Tally, TestReport } from '../model/report-document.js'
import type { Observation } from '../compare/observe.js'

/** What the order is called in which a test is alone with all that importing the other files has done. */
const LOADED_ORDER = 'alone, every file imported'

/**
 * How a test fared in the own order, alone, and in each other order of the plan. Alone with every file imported is another
 * order, where the two differ.
 */
export function talliesOf(
  seen: readonly Observation[],
): Pick<TestReport, 'together' | 'alone' | 'orders'> {
  const orders = new Map<string, Outcome>()
  const own = seen.filter(({ beside }) => !beside)
  const loaded = new Set(sidesOf(own).company.find(({ key }) => key === LOADED)?.seen)
  for (const each of seen) {
    const { purpose, alone, serial, beside } = each
    const outcome = each.said ?? each.outcome
    const isAlone = alone && !beside && purpose !== 'twice'
    const isLoaded = loaded.has(each)
    if (purpose === 'together' || serial || (isAlone && !isLoaded)) continue
    const name = isLoaded ? LOADED_ORDER : purpose
    const known = orders.get(name)
    // Of several, the one that matters: an order that failed once has failed.
    if (known === undefined || rank(outcome) > rank(known)) orders.set(name, outcome)
  }
  return {
    together: tally(seen.filter(({ purpose, serial }) => purpose === 'together' && !serial)),
    alone: tally(
      seen.filter(
        (each) => each.alone && !each.again && !each.serial && !each.beside && !loaded.has(each),
      ),
    ),
    orders: [...orders].map(([order, outcome]) => ({ order, outcome })),
  }
}

function tally(seen: readonly Observation[]): Tally {
  const counts: Tally = {}
  for (const { outcome, said = outcome } of seen) counts[said] = (counts[said] ?? 0) + 1
  return counts
}

function rank(outcome: Outcome): number {
  return isFailure(outcome) ? 2 : outcome === 'skipped' ? 1 : 0
}

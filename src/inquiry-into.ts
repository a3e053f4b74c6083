import type { Log } from './detect.js'
import type { Inquiry } from './inquire.js'
import type { Order } from './model/order.js'
import { isFailure } from './model/outcome.js'
import type { RunRequest } from './model/run.js'
import type { TestCase } from './model/suite.js'
import type { Lane } from './plan/lanes.js'
import { lastOrder, reverseOrder } from './plan/orders.js'
import type { PlannedStage } from './plan/plan.js'

/** A failure that was seen elsewhere need not show the first time. */
const MOST_TRIES = 8

/**
 * Does this one test depend on its company? Alone, and in the order in which it is said to fail, or the suite's own; if that
 * makes no difference, behind all others and in reverse.
 */
export function inquiryInto(victim: TestCase, lane: Lane, given: Order | undefined): Inquiry {
  const request = (purpose: string, order: Order): RunRequest => ({
    purpose,
    project: lane.project,
    order: order.slice(0, order.indexOf(victim.id) + 1),
    host: 'warm',
  })
  const own = lane.tests.map(({ id }) => id)
  const inOwnOrder = request('together', own)
  const isOwn = !given || request('given', given).order.join('\n') === inOwnOrder.order.join('\n')
  const first = given && !isOwn ? request('given', given) : inOwnOrder
  const alone: RunRequest = { ...request('alone', [victim.id]) }
  const others = [
    request('after all others', lastOrder(lane.tests, victim)),
    request('reverse', reverseOrder(lane.tests)),
  ].filter(({ order }) => order.length > 1)
  const stages: PlannedStage[] = [
    { stage: 'together', requests: [first] },
    { stage: 'alone', requests: [alone] },
  ]
  return {
    stages,
    judged: [victim],
    // Whoever asks has seen it fail.
    suspicion: 1,
    detect: async (log, run, stop) => {
      await run('together', [first], stop)
      await run('alone', [alone], stop)
      // Whether it fails in the suite's own order is always worth knowing.
      if (!isOwn) await run('together', [inOwnOrder], stop)
      // What was seen elsewhere may need luck; what is only suspected, another order.
      for (let tries = 1; given && !differs(log, victim) && tries < MOST_TRIES; tries++)
        await run('together', [first], stop)
      if (!differs(log, victim)) await run('reverse', others, stop)
    },
  }
}

function differs({ records }: Log, { id }: TestCase): boolean {
  const outcomes = records.flatMap(({ results }) => results.filter((result) => result.id === id))
  return new Set(outcomes.map(({ outcome }) => isFailure(outcome))).size > 1
}

import { confirm, judgeNow, type Verdict } from './compare/confirm.js'
import { observe } from './compare/observe.js'
import type { Config } from './config/config.js'
import type { Log, RunStage } from './detect.js'
import type { RunRecord } from './model/run.js'
import type { TestCase } from './model/suite.js'
import type { Lane } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'
import type { Budget } from './run/budget.js'

/** What confirming came to. */
export interface Confirmed {
  readonly verdicts: readonly Verdict[]
  /** There was a reason to stop: some repeats were not run. */
  readonly cut: boolean
}

/** Repeats what differs until it is certain, or there is a reason to stop. */
export async function confirmed(
  { judged, suspicion }: { judged: readonly TestCase[]; suspicion: number | undefined },
  lanes: readonly Lane[],
  log: Log,
  run: RunStage,
  { repeats }: Pick<Config, 'repeats'>,
  budget: Pick<Budget, 'total'>,
  /** What runs say beside what they say about tests. */
  besides: (records: readonly RunRecord[]) => readonly RunRecord[] = () => [],
): Promise<Confirmed> {
  const asking = confirm(judged, [...log.records, ...besides(log.records)], {
    repeats,
    ...(suspicion === undefined ? {} : { suspicion }),
    last: (test) =>
      lastOrder(lanes.find(({ domain }) => domain === test.domain)?.tests ?? [test], test),
  })
  let step = asking.next()
  while (!step.done) {
    const cutsBefore = log.cuts.length
    const ran = await run('confirm', step.value, budget.total)
    if (log.cuts.length > cutsBefore) {
      const seen = observe([...log.records, ...besides(log.records)])
      return { verdicts: judgeNow(judged, seen, repeats), cut: true }
    }
    step = asking.next([...ran, ...besides(ran)])
  }
  return { verdicts: step.value, cut: false }
}

import type { Config } from '../config/config.js'
import { detect, stageRunner } from '../detect.js'
import { suiteOf } from '../model/outline.fixture.js'
import type { RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import { lanesOf } from '../plan/lanes.js'
import { lastOrder } from '../plan/orders.js'
import { makePlan } from '../plan/plan.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTests } from '../simulation/simulated-suite.js'
import { confirm, type Verdict } from './confirm.js'

export interface Investigation {
  /** Each test's kind; `uncertain` before it when repeats are missing. */
  readonly kinds: Readonly<Record<string, string>>
  readonly verdicts: readonly Verdict[]
  /** What was asked for to confirm what detection had seen. */
  readonly repeats: readonly RunRequest[]
}

/** For tests: detects and confirms as the pipeline does, with a suite that is data instead of processes. */
export async function investigate(
  tests: SimulatedTests,
  options: Partial<Pick<Config, 'isolate' | 'rounds' | 'seed' | 'pairs'>> = {},
): Promise<Investigation> {
  const config = { isolate: { kind: 'all' } as const, rounds: 0, seed: 1, jobs: 1, ...options }
  const cases = suiteOf(Object.keys(tests)).map((test): TestCase => ({
    ...test,
    concurrent: tests[test.id]?.races === true,
  }))
  const lanes = lanesOf(cases)
  const log = { records: [], cuts: [] }
  const host = openSimulatedHost({ tests }, config.seed)
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted: (request: RunRequest) => request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const run = stageRunner(log, ports, config)
  await detect(makePlan(lanes, config), lanes, log, run, () => undefined)

  const repeats: RunRequest[] = []
  const search = confirm(cases, log.records, { repeats: 3, last: (test) => lastOrder(cases, test) })
  let step = search.next()
  while (!step.done) {
    repeats.push(...step.value)
    step = search.next(await run('confirm', step.value, () => undefined))
  }
  const kind = ({ certain, judgement }: Verdict) =>
    `${certain ? '' : 'uncertain '}${judgement.kind}`
  const kinds = Object.fromEntries(step.value.map((verdict) => [verdict.test.id, kind(verdict)]))
  return { kinds, verdicts: step.value, repeats }
}

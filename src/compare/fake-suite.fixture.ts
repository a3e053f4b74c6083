import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Config } from '../config/config.js'
import { detect, stageRunner } from '../detect.js'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestResult } from '../model/outcome.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import { lanesOf } from '../plan/lanes.js'
import { lastOrder } from '../plan/orders.js'
import { makePlan } from '../plan/plan.js'
import { confirm, type Verdict } from './confirm.js'

/** How a test of a fake suite behaves. Kinds of state have any name; a process starts with none of any. */
export interface FakeTest {
  /** One more of this is there after it ran. */
  readonly leaves?: string
  /** None of this is there after it ran. */
  readonly cleans?: string
  /** Fails when there is this much of it (1), this often (always). */
  readonly failsAt?: { readonly state: string; readonly amount?: number; readonly rate?: number }
  /** Fails when there is none of it. */
  readonly needs?: string
  /** Fails by chance, this often. */
  readonly noise?: number
  /** Fails when nothing else made it fail. */
  readonly broken?: true
  /** Concurrent: fails unless concurrent tests are run one at a time. */
  readonly races?: true
}

/** `file > describe > test` → how it behaves; in own order. */
export type FakeSuite = Readonly<Record<string, FakeTest>>

export interface Investigation {
  /** Each test's kind; `uncertain` before it when repeats are missing. */
  readonly kinds: Readonly<Record<string, string>>
  readonly verdicts: readonly Verdict[]
  /** What was asked for to confirm what detection had seen. */
  readonly repeats: readonly RunRequest[]
}

/** For tests: detects and confirms as the pipeline does, with a suite that is data instead of processes. */
export async function investigate(
  suite: FakeSuite,
  options: Partial<Pick<Config, 'isolate' | 'rounds' | 'seed'>> = {},
): Promise<Investigation> {
  const config = { isolate: { kind: 'all' } as const, rounds: 0, seed: 1, jobs: 1, ...options }
  const tests = suiteOf(Object.keys(suite)).map((test): TestCase => ({
    ...test,
    concurrent: suite[test.id]?.races === true,
  }))
  const lanes = lanesOf(tests)
  const log = { records: [], cuts: [] }
  const runOne = fakeRunner(suite, config.seed)
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.all(requests.map(runOne)),
    hosted: (request: RunRequest) => request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const run = stageRunner(log, ports, config)
  await detect(makePlan(lanes, config), lanes, log, run, () => undefined)

  const repeats: RunRequest[] = []
  const search = confirm(tests, log.records, { repeats: 3, last: (test) => lastOrder(tests, test) })
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

function fakeRunner(suite: FakeSuite, seed: number): (request: RunRequest) => Promise<RunRecord> {
  const random = xoroshiro128plus(seed)
  const chance = (rate: number): boolean => uniformFloat64(random) < rate
  let runs = 0
  return (request) => {
    const state = new Map<string, number>()
    const results = request.order.map((id): TestResult => {
      const fake = suite[id] ?? {}
      const message = reason(fake, state, request.serial === true, chance)
      if (fake.leaves !== undefined) state.set(fake.leaves, (state.get(fake.leaves) ?? 0) + 1)
      if (fake.cleans !== undefined) state.delete(fake.cleans)
      if (message === undefined) return { id, outcome: 'passed', durationMs: 1 }
      return { id, outcome: 'failed', durationMs: 1, failure: { type: 'Error', message } }
    })
    const end = { kind: 'completed' } as const
    const run = `r${String((runs += 1))}`
    return Promise.resolve({
      run,
      request,
      end,
      results,
      stray: [],
      wallMs: 1,
      cpuMs: 1,
      processes: 1,
    })
  }
}

/** Why the test fails now, if it does. */
function reason(
  { failsAt, needs, noise = 0, broken, races }: FakeTest,
  state: ReadonlyMap<string, number>,
  serial: boolean,
  chance: (rate: number) => boolean,
): string | undefined {
  if (
    failsAt &&
    (state.get(failsAt.state) ?? 0) >= (failsAt.amount ?? 1) &&
    chance(failsAt.rate ?? 1)
  ) {
    return `too much ${failsAt.state}`
  }
  if (needs !== undefined && !state.has(needs)) return `no ${needs}`
  if (races && !serial && state.size > 0) return 'overtaken'
  if (chance(noise)) return 'bad luck'
  return broken ? 'never worked' : undefined
}

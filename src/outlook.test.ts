import { expect, test } from 'vitest'
import { confirm } from './compare/confirm.js'
import { detect, stageRunner } from './detect.js'
import { casesOf } from './diagnose/case.js'
import { diagnose } from './diagnose/diagnose.js'
import { drive } from './diagnose/drive.js'
import type { FoundPrice, Outlook, ProgressEvent } from './model/event.js'
import { suiteOf } from './model/outline.fixture.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { outlookOn } from './outlook.js'
import { lanesOf } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'
import { makePlan } from './plan/plan.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTests } from './simulation/simulated-suite.js'
import { surroundingsOf } from './surroundings.js'

const START_MS = { cold: 900, warm: 200, forking: 20 }
const TEST_MS = 10
const never = () => undefined

interface Said {
  /** Of the simulated clock, in ms. */
  readonly at: number
  readonly event: ProgressEvent
}

/** A whole job on a suite that is data, whose runs take their time on a clock that is data too. */
async function job(tests: SimulatedTests, budgetMs?: number) {
  let clock = 0
  const host = openSimulatedHost({ tests }, 1)
  const execute = (requests: readonly RunRequest[]): Promise<readonly RunRecord[]> => {
    const records = host.execute(requests).map((record) => {
      clock += START_MS[record.request.host] + record.results.length * TEST_MS
      const results = record.results.map((result) => ({ ...result, durationMs: TEST_MS }))
      return { ...record, results }
    })
    return Promise.resolve(records)
  }
  const said: Said[] = []
  const cases = suiteOf(Object.keys(tests))
  const lanes = lanesOf(cases)
  const stages = makePlan(lanes, { isolate: { kind: 'all' }, rounds: 1, seed: 1 })
  const log = { records: [] as RunRecord[], cuts: [] }
  const hosted = (request: RunRequest) => request
  const { emit, begins } = outlookOn({
    ...{ stages, judged: cases, hosted, jobs: 1, repeats: 3, records: log.records },
    prices: { aloneMs: 200, laneMs: 600, coldMs: 1_000 },
    emit: (event) => said.push({ at: clock, event }),
    now: () => clock,
    ...(budgetMs === undefined ? {} : { budgetLeft: () => Math.max(0, budgetMs - clock) }),
  })
  const ports = { execute, hosted, emit, journal: never, ...(begins ? { begins } : {}) }
  const run = stageRunner(log, ports, { jobs: 1 })
  await detect(stages, lanes, log, run, never)
  const last = (each: (typeof cases)[number]) => lastOrder(cases, each)
  const asking = confirm(cases, log.records, { repeats: 3, last })
  const rounds: number[] = []
  let step = asking.next()
  while (!step.done) {
    rounds.push(step.value.length)
    step = asking.next(await run('confirm', step.value, never))
  }
  const byId = new Map(cases.map((each) => [each.id, each]))
  const around = surroundingsOf(lanes, {
    clones: () => false,
    test: (id) => byId.get(id) ?? cases[0]!,
  })
  const { asking: searching } = diagnose(casesOf(step.value), around, {
    ...{ allPolluters: false, repeats: 3 },
  })
  const runSearch = stageRunner({ records: [], cuts: [] }, ports, { jobs: 1 })
  await drive(searching, (requests) => {
    const isProof = requests.every(({ purpose }) => purpose === 'proof')
    return runSearch(isProof ? 'prove' : 'search', requests, never)
  })
  return { said, rounds, endedAt: clock }
}

const suite = (size: number, changes: SimulatedTests): SimulatedTests => ({
  ...Object.fromEntries(
    Array.from({ length: size }, (_, at) => [`f${String(at % 4)} > t${String(at)}`, {}]),
  ),
  ...changes,
})
const found = (said: readonly Said[]): { at: number; event: FoundPrice }[] =>
  said.flatMap(({ at, event }) => (event.kind === 'found' ? [{ at, event }] : []))
const outlooks = (said: readonly Said[]): { at: number; event: Outlook }[] =>
  said.flatMap(({ at, event }) => (event.kind === 'outlook' ? [{ at, event }] : []))

const ONE_CAUSE = suite(40, {
  'f0 > t0': { leaves: 'x' },
  'f3 > t35': { failsAt: { state: 'x' } },
  'f3 > t39': { failsAt: { state: 'x' } },
})
const TWO_CAUSES = suite(40, {
  'f0 > t0': { leaves: 'x' },
  'f1 > t1': { leaves: 'y' },
  'f3 > t35': { failsAt: { state: 'x' } },
  'f3 > t39': { failsAt: { state: 'y' } },
})

test('once something is found, the runs to confirm it are counted, and said once', async () => {
  const { said, rounds } = await job(ONE_CAUSE)
  expect(found(said)).toHaveLength(1)
  expect(found(said)[0]?.event).toMatchObject({ differing: 2, ways: 1, confirm: rounds[0] })
})

test.each([
  ['one cause', ONE_CAUSE],
  ['two causes', TWO_CAUSES],
])(
  '%s: what confirming and explaining take is foreseen, within a factor of two',
  async (_, tests) => {
    const { said, endedAt } = await job(tests)
    const [price] = found(said)
    const took = endedAt - (price?.at ?? 0)
    expect(price?.event.ms).toBeGreaterThan(took / 2)
    expect(price?.event.ms).toBeLessThan(took * 2)
  },
)

test.each([
  ['nothing found', suite(40, {})],
  ['one cause', ONE_CAUSE],
])(
  '%s: every outlook after the alone stage is right within a factor of two, or two seconds',
  async (_, tests) => {
    const { said, endedAt } = await job(tests)
    const stages = said.flatMap(({ at, event }) =>
      event.kind === 'stage' && event.stage === 'reverse' ? [at] : [],
    )
    const after = outlooks(said).filter(({ at }) => at >= (stages[0] ?? Infinity))
    expect(after.length).toBeGreaterThanOrEqual(3)
    for (const { at, event } of after) {
      const left = endedAt - at
      expect(event.batchMs + event.laterMs).toBeGreaterThan(left / 2 - 2_000)
      expect(event.batchMs + event.laterMs).toBeLessThan(left * 2 + 2_000)
    }
  },
)

test('before the first run has ended there is no outlook: the plan has said what is known', async () => {
  const { said } = await job(suite(10, {}))
  const firstEnd = said.findIndex(({ event }) => event.kind === 'run-end')
  const first = said.findIndex(({ event }) => event.kind === 'outlook')
  expect(firstEnd).toBeGreaterThanOrEqual(0)
  expect(first).toBeGreaterThan(firstEnd)
})

test('nothing that differs has no price', async () => {
  expect(found((await job(suite(10, {}))).said)).toEqual([])
})

test('with a budget the outlook knows what is left of it', async () => {
  const { said } = await job(ONE_CAUSE, 60_000)
  for (const { at, event } of outlooks(said)) expect(event.mostMs).toBe(Math.max(0, 60_000 - at))
})

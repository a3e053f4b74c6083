import { expect, test } from 'vitest'
import { detect, stageRunner } from './detect.js'
import { suiteOf } from './model/outline.fixture.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { makePlan } from './plan/plan.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTests } from './simulation/simulated-suite.js'

/** 300 tests in ten files that share a process. The last test fails after the first, and the second fails after the last. */
const NAMES = Array.from(
  { length: 300 },
  (_, index) => `f${String(index % 10)} > t${String(index)}`,
)
const inOrder = [...NAMES].sort()
const [first = '', second = ''] = inOrder
const last = inOrder.at(-1) ?? ''
const SUITE: SimulatedTests = {
  ...Object.fromEntries(inOrder.map((id) => [id, {}])),
  [first]: { leaves: 'lamp' },
  [second]: { failsAt: { state: 'rug' } },
  [last]: { failsAt: { state: 'lamp' }, leaves: 'rug' },
}

/** What runs with a limit on the number of runs, and what is reported as left out. */
async function withRuns(maxRuns: number | undefined, tests = SUITE) {
  const cases = suiteOf(inOrder)
  const lanes = lanesOf(cases)
  const log = { records: [] as RunRecord[], cuts: [] as { what: string; why: string }[] }
  const host = openSimulatedHost({ tests }, 1)
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted: (request: RunRequest) => request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const run = stageRunner(log, ports, { jobs: 1 })
  const limit = maxRuns === undefined ? {} : { maxRuns }
  const plan = makePlan(lanes, { isolate: { kind: 'all' }, rounds: 1, seed: 1, ...limit })
  const stop = () =>
    maxRuns !== undefined && log.records.length >= maxRuns ? 'no more runs' : undefined
  await detect(plan, lanes, log, run, stop)
  const asked = log.records.map(({ request }) => request)
  const alone = asked
    .filter(({ purpose }) => purpose === 'alone')
    .map(({ order }) => order[0] ?? '')
  return { purposes: asked.map(({ purpose }) => purpose), alone, cuts: log.cuts }
}

test('with a limit of 5 runs, only tests that fail in own or reverse order run alone', async () => {
  const { purposes, alone } = await withRuns(5)
  expect(purposes).toEqual(['together', 'together', 'alone', 'reverse', 'alone'])
  expect(alone).toEqual([last, second])
})

test('with a limit of 45 runs, the tests that run alone cover all files, and what was left out is counted', async () => {
  const { alone, cuts } = await withRuns(45)
  expect(alone).toHaveLength(42)
  expect(new Set(alone).size).toBe(42)
  expect(new Set(alone.map((id) => id.split(' ')[0])).size).toBe(10)
  expect(cuts).toEqual([
    { what: 'alone: 258 of 298 runs', why: 'no more runs' },
    { what: 'twice: 1 of 1 runs', why: 'no more runs' },
    { what: 'shuffle: 1 of 1 runs', why: 'no more runs' },
  ])
})

test('of 40 tests that fail alike, three run alone before reverse order, the others first after it', async () => {
  const victims = inOrder.slice(10, 50)
  const many = Object.fromEntries(victims.map((id) => [id, { failsAt: { state: 'lamp' } }]))
  const { purposes, alone } = await withRuns(60, { ...SUITE, ...many })
  expect(purposes.slice(0, 6)).toEqual([
    ...['together', 'together', 'alone', 'alone', 'alone', 'reverse'],
  ])
  expect(alone.slice(0, 3)).toEqual(victims.slice(0, 3))
  expect(alone.slice(0, 45)).toEqual(expect.arrayContaining(victims))
})

test('without a limit, every test runs alone exactly once, before the other orders', async () => {
  const { purposes, alone, cuts } = await withRuns(undefined)
  expect(purposes.slice(0, 4)).toEqual(['together', 'together', 'alone', 'alone'])
  expect(purposes.slice(302)).toEqual(['reverse', 'twice', 'shuffle:1'])
  expect(alone.sort()).toEqual(inOrder)
  expect(cuts).toEqual([])
})

test('with a limit that is not reached, the runs are the same as without one', async () => {
  const [limited, whole] = [await withRuns(10_000), await withRuns(undefined)]
  expect(limited.purposes.sort()).toEqual(whole.purposes.sort())
})

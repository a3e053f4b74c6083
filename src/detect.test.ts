import { expect, test } from 'vitest'
import { detect, stageRunner } from './detect.js'
import { suiteOf } from './model/outline.fixture.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { makePlan } from './plan/plan.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTests } from './simulation/simulated-suite.js'

/** 300 tests in ten files of one process; the last one fails after the first, and the first of all but one after the last. */
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

/** What is run when only so many runs may be, and what is said to be left. */
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

test('with few runs: both orders first, then alone what fails in them', async () => {
  const { purposes, alone } = await withRuns(5)
  expect(purposes).toEqual(['together', 'together', 'alone', 'reverse', 'alone'])
  expect(alone).toEqual([last, second])
})

test('then alone a part that stands for all files, and the counts of what is left', async () => {
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

test('of many that fail alike, a few; the others come first among the rest', async () => {
  const victims = inOrder.slice(10, 50)
  const many = Object.fromEntries(victims.map((id) => [id, { failsAt: { state: 'lamp' } }]))
  const { purposes, alone } = await withRuns(60, { ...SUITE, ...many })
  expect(purposes.slice(0, 6)).toEqual([
    ...['together', 'together', 'alone', 'alone', 'alone', 'reverse'],
  ])
  expect(alone.slice(0, 3)).toEqual(victims.slice(0, 3))
  expect(alone.slice(0, 45)).toEqual(expect.arrayContaining(victims))
})

test('without a limit every test runs alone before other orders do, and none of them twice', async () => {
  const { purposes, alone, cuts } = await withRuns(undefined)
  expect(purposes.slice(0, 4)).toEqual(['together', 'together', 'alone', 'alone'])
  expect(purposes.slice(302)).toEqual(['reverse', 'twice', 'shuffle:1'])
  expect(alone.sort()).toEqual(inOrder)
  expect(cuts).toEqual([])
})

test('with a limit that is not met, the same runs as without one', async () => {
  const [limited, whole] = [await withRuns(10_000), await withRuns(undefined)]
  expect(limited.purposes.sort()).toEqual(whole.purposes.sort())
})

import { expect, test } from 'vitest'
import { detect, stageRunner, type Log } from './detect.js'
import type { Diagnosis } from './diagnose/page.js'
import { explain } from './explain.js'
import { suiteOf } from './model/outline.fixture.js'
import type { RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { makePlan } from './plan/plan.js'
import { openBudget } from './run/budget.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTest, SimulatedTests } from './simulation/simulated-suite.js'
import { surroundingsOf } from './surroundings.js'

/** Safety net: some seconds on an idle machine. */
const PATIENT = 300_000

interface Came {
  readonly diagnoses: readonly Diagnosis[]
  readonly cuts: Log['cuts']
  readonly runs: number
  /** Runs that had been made when detection had ended. */
  readonly detected: number
}

/** What the pipeline comes to on a suite that is data, with a limit on its runs. */
async function cameTo(
  tests: SimulatedTests,
  { clones, maxRuns }: { readonly clones: boolean; readonly maxRuns?: number },
): Promise<Came> {
  const host = openSimulatedHost({ tests }, 1)
  const cases = suiteOf(Object.keys(tests))
  const byId = new Map(cases.map((each) => [each.id, each]))
  const lanes = lanesOf(cases)
  const log: Log = { records: [], cuts: [] }
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted: (request: RunRequest): RunRequest =>
      clones && request.host === 'warm' ? { ...request, host: 'forking' } : request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const limit = maxRuns === undefined ? {} : { maxRuns }
  const budget = openBudget(limit, new Date(), new AbortController().signal, () => host.cost().runs)
  const run = stageRunner(log, ports, { jobs: 1 })
  const plan = makePlan(lanes, {
    ...{ isolate: { kind: 'all' }, rounds: 0, seed: 1, clones: () => clones },
    ...limit,
  })
  await detect(plan, lanes, log, run, budget.detection)
  const detected = host.cost().runs
  const { diagnoses } = await explain({
    ...{ judged: cases, suspicion: undefined, lanes, log, budget },
    config: { repeats: 3, allPolluters: false },
    around: surroundingsOf(lanes, {
      clones: () => clones,
      test: (id) => byId.get(id) ?? cases[0]!,
    }),
    confirming: run,
    searching: stageRunner({ records: [], cuts: log.cuts }, ports, { jobs: 1 }),
    besides: () => [],
  })
  return { diagnoses, cuts: log.cuts, runs: host.cost().runs, detected }
}

/** Findings that somebody is blamed for, and that are proven. */
function proven({ diagnoses }: Came): string[] {
  return diagnoses.flatMap(({ cause, proof }) =>
    cause && proof.length > 0 ? [JSON.stringify(cause)] : [],
  )
}

function suite(size: number, special: Readonly<Record<number, SimulatedTest>>): SimulatedTests {
  return Object.fromEntries(
    Array.from({ length: size }, (_, at) => [`f${String(Math.floor(at / 30))} > t${String(at)}`, special[at] ?? {}]), // prettier-ignore
  )
}

/** Three states, each left by one test and minded by several others. */
const THREE = suite(14, {
  ...{ 0: { leaves: 'x' }, 1: { leaves: 'y' }, 2: { leaves: 'z' } },
  ...Object.fromEntries([4, 6, 8, 9].map((at) => [at, { failsAt: { state: 'x' } }])),
  ...Object.fromEntries([5, 7].map((at) => [at, { failsAt: { state: 'y' } }])),
  ...Object.fromEntries([12].map((at) => [at, { failsAt: { state: 'z' } }])),
})

test.each([
  { clones: false, step: 1 },
  // Whole batches are served at once: most counts cut at the same place.
  { clones: true, step: 4 },
])(
  'cut after any number of runs: findings with a cause are never fewer than with fewer runs (clones: $clones)',
  { timeout: PATIENT },
  async ({ clones, step }) => {
    const whole = await cameTo(THREE, { clones })
    expect(proven(whole)).toHaveLength(3)
    const counts: number[] = []
    for (let maxRuns = 1; maxRuns <= whole.runs + step; maxRuns += step)
      counts.push(proven(await cameTo(THREE, { clones, maxRuns })).length)
    expect(counts).toEqual([...counts].sort((a, b) => a - b))
    expect([counts.at(0), counts.at(-1)]).toEqual([0, 3])
  },
)

test('the first finding costs its own repeats, search and proof, and nobody else’s', async () => {
  const crowd = suite(60, {
    ...{ 2: { leaves: 'x' } },
    ...Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [at + 15, { failsAt: { state: 'x' } }]),
    ),
  })
  const { detected } = await cameTo(crowd, { clones: false })
  const repeats = 10
  const search = Math.ceil(Math.log2(60)) + 4
  const proof = 9
  const came = await cameTo(crowd, { clones: false, maxRuns: detected + repeats + search + proof })
  expect(proven(came)).toEqual([expect.stringContaining('"tests":["f0 > t2"]')])
})

test(
  '3,971 tests, 170 of which fail, 808 runs: a finding with its cause',
  { timeout: PATIENT },
  async () => {
    const victims = Array.from({ length: 170 }, (_, at) => 200 + at * 22)
    // In so many ways that to repeat some of each takes all that is left.
    const states = Array.from({ length: 40 }, (_, at) => `s${String(at)}`)
    const tests = suite(3_971, {
      ...Object.fromEntries(states.map((state, at) => [17 + at, { leaves: state }])),
      ...Object.fromEntries(
        victims.map((at, index) => [
          at,
          { failsAt: { state: states[index % states.length] ?? '' } },
        ]),
      ),
    })
    const came = await cameTo(tests, { clones: false, maxRuns: 808 })
    expect(proven(came).length).toBeGreaterThanOrEqual(1)
    expect(came.cuts).not.toEqual([])
  },
)

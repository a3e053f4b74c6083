import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmed } from './confirmed.js'
import { detect, stageRunner, type Log } from './detect.js'
import { toReport, type DocumentInput } from './document/document.js'
import { unsearched } from './document/verdicts.fixture.js'
import { suiteOf } from './model/outline.fixture.js'
import { isFailure, isVerdict, type Outcome } from './model/outcome.js'
import type { Report, TestReport } from './model/report-document.js'
import type { RunRecord, RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { makePlan } from './plan/plan.js'
import { openBudget } from './run/budget.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTest, SimulatedTests } from './simulation/simulated-suite.js'

/** Safety net: takes some seconds on an idle machine. */
const PATIENT = 300_000

interface Checked {
  readonly report: Report
  /** All that the pipeline has seen. */
  readonly records: readonly RunRecord[]
}

/** What the pipeline says of a suite that is data, with a limit on its runs; nobody to blame is searched for. */
async function checked(
  tests: SimulatedTests,
  { clones, maxRuns }: { readonly clones: boolean; readonly maxRuns?: number },
): Promise<Checked> {
  const host = openSimulatedHost({ tests }, 1)
  const cases = suiteOf(Object.keys(tests))
  const lanes = lanesOf(cases)
  const log = { records: [] as RunRecord[], cuts: [] as Log['cuts'] }
  const hosted = (request: RunRequest): RunRequest =>
    clones && request.host === 'warm' ? { ...request, host: 'forking' } : request
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted,
    emit: () => undefined,
    journal: () => undefined,
  }
  const limit = maxRuns === undefined ? {} : { maxRuns }
  const budget = openBudget(limit, new Date(), new AbortController().signal, () => host.cost().runs)
  const run = stageRunner(log, ports, { jobs: 1 })
  const isolate = { kind: 'all' } as const
  const plan = makePlan(lanes, { isolate, rounds: 0, seed: 1, clones: () => clones, ...limit })
  await detect(plan, lanes, log, run, budget.detection)
  const judged = { judged: cases, suspicion: undefined }
  const { verdicts } = await confirmed(judged, lanes, log, run, { repeats: 3 }, budget)
  const runner = { name: 'pytest', version: '9.0.0' } as const
  const project = {
    name: 'app',
    runnerProject: '',
    root: '/app',
    runner,
    domain: 'project',
  } as const
  const { report } = toReport({
    ...{ frame: {} as DocumentInput['frame'], cwd: '/app', verdicts, ...log, ordered: [] },
    suite: { projects: [{ ...project, sharedSetup: false }], tests: cases, notCovered: [] },
    diagnoses: unsearched(verdicts),
    cost: { runs: 0, processes: 0, cpuMs: 0, wallMs: 0 },
    interrupted: undefined,
    dryRun: false,
    commandLine: (words) => words.join(' '),
    runnerCommand: () => undefined,
  })
  return { report, records: log.records }
}

const STATES = ['x', 'y']
const state = fc.constantFrom(...STATES)
const behaviour: fc.Arbitrary<SimulatedTest> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: fc.record({ leaves: state }) },
  { weight: 1, arbitrary: fc.record({ cleans: state }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(state, fc.integer({ min: 1, max: 3 }), fc.boolean())
      .map(([of, amount, leaves]) => ({
        failsAt: { state: of, amount },
        ...(leaves ? { leaves: of } : {}),
      })),
  },
  { weight: 1, arbitrary: fc.record({ needs: state }) },
  {
    weight: 2,
    arbitrary: fc.tuple(state, fc.boolean(), fc.boolean()).map(([of, needs, broken]) => ({
      ...(needs ? { needs: of } : { failsAt: { state: of } }),
      ...(broken ? { broken: true as const } : {}),
      skips: true as const,
    })),
  },
  { weight: 1, arbitrary: fc.constant({ broken: true as const }) },
  { weight: 1, arbitrary: fc.constant({ noise: 0.5 }) },
)
const suites = fc
  .array(fc.tuple(fc.nat({ max: 1 }), behaviour), { minLength: 2, maxLength: 6 })
  .map((tests): SimulatedTests =>
    Object.fromEntries(
      tests
        .map(([file, each], index) => [`f${String(file)} > t${String(index)}`, each] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )

const STAGES = ['search', 'proof']
const TWICE = 'fails only when its suite runs twice in one process'

/** What a test came to in the orders of the plan and in their repeats. */
function seenOf(id: string, records: readonly RunRecord[]) {
  const outcomes = records.flatMap(({ results }) =>
    results.filter((result) => result.id === id).map(({ outcome }) => outcome),
  )
  // Skipped in some company, and not in other: as good as failed.
  const isFailing = (outcome: Outcome): boolean =>
    isFailure(outcome) || (outcome === 'skipped' && outcomes.some((other) => isVerdict(other)))
  return records
    .filter(({ request }) => !STAGES.includes(request.purpose))
    .flatMap(({ request, results, shared }) =>
      results.flatMap((result, index) => {
        if (result.id !== id) return []
        const before = request.order.slice(0, (shared?.entries ?? 0) + index)
        const alone = request.order.every((other) => other === id)
        return [
          {
            purpose: request.purpose,
            failed: isFailing(result.outcome),
            again: before.includes(id),
            alone,
          },
        ]
      }),
    )
}

/** What is called clean, and left out, and broken, must have been seen to be. */
function expectEarned(each: TestReport, { report, records }: Checked): void {
  const seen = seenOf(each.id, records)
  const failed = seen.filter((one) => one.failed)
  const about = JSON.stringify([each, seen, report.complete])
  if (each.kind === 'clean') {
    expect(
      seen.some(({ purpose }) => purpose === 'together'),
      about,
    ).toBe(true)
    expect(
      seen.some(({ alone }) => alone),
      about,
    ).toBe(true)
    expect(
      failed.every(({ again }) => again),
      about,
    ).toBe(true)
    if (failed.length === 0) return
    // The only failure that a clean test may have had: its suite ran twice, and it passes twice by itself and behind all others.
    expect(each.note, about).toBe(TWICE)
    expect(
      seen.some(({ alone, again }) => alone && again),
      about,
    ).toBe(true)
    expect(
      records.some(({ request }) => request.purpose === 'last'),
      about,
    ).toBe(true)
  } else if (each.kind === 'broken') {
    const firsts = seen.filter(({ again }) => !again)
    expect(
      firsts.every((one) => one.failed),
      about,
    ).toBe(true)
    expect(
      firsts.some(({ alone }) => alone),
      about,
    ).toBe(true)
    expect(
      firsts.some(({ alone }) => !alone),
      about,
    ).toBe(true)
  } else if (each.kind === 'not-compared' || each.kind === 'skipped')
    expect(failed, about).toEqual([])
}

test(
  'cut after any number of runs: no test with a failure that is not explained is clean, broken or left out',
  { timeout: PATIENT },
  async () => {
    await fc.assert(
      fc.asyncProperty(suites, fc.boolean(), async (tests, clones) => {
        const whole = await checked(tests, { clones })
        for (const each of whole.report.tests) expectEarned(each, whole)
        for (let maxRuns = 1; maxRuns < Math.min(whole.records.length, 60); maxRuns++) {
          const cut = await checked(tests, { clones, maxRuns })
          for (const each of cut.report.tests) expectEarned(each, cut)
        }
      }),
      { numRuns: 40 },
    )
  },
)

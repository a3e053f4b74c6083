import { expect, test } from 'vitest'
import { confirm } from './compare/confirm.js'
import { stageRunner } from './detect.js'
import { casesOf } from './diagnose/case.js'
import { diagnose } from './diagnose/diagnose.js'
import { driveNow } from './diagnose/trial.fixture.js'
import { inquiryInto } from './inquiry-into.js'
import { suiteOf } from './model/outline.fixture.js'
import type { Cause } from './model/report-document.js'
import type { RunRequest } from './model/run.js'
import { lanesOf } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'
import { openSimulatedHost } from './simulation/simulated-host.js'
import type { SimulatedTest, SimulatedTests } from './simulation/simulated-suite.js'
import { surroundingsOf } from './surroundings.js'

const SIZE = 60
const POLLUTER = 'a > 17'
const VICTIM = `a > ${SIZE}`

/** All that `bisect` does, on a suite that is data. */
async function bisected(
  victim: SimulatedTest,
  seed: number,
  polluter: SimulatedTest = { leaves: 'x' },
) {
  const tests: SimulatedTests = Object.fromEntries([
    ...Array.from({ length: SIZE }, (_, at) => [`a > ${at}`, at === 17 ? polluter : {}] as const),
    [VICTIM, victim],
  ])
  const cases = suiteOf(Object.keys(tests))
  const [lane] = lanesOf(cases)
  const it = cases.at(-1)
  if (!lane || !it) throw new Error('no suite')
  const host = openSimulatedHost({ tests }, seed)
  const log = { records: [], cuts: [] }
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted: (request: RunRequest) => request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const run = stageRunner(log, ports, { jobs: 1 })
  // It is said to fail in the suite's own order.
  const inquiry = inquiryInto(
    it,
    lane,
    lane.tests.map(({ id }) => id),
  )
  await inquiry.detect(log, run, () => undefined)
  const { suspicion = 0 } = inquiry
  const options = { repeats: 3, suspicion, last: () => lastOrder(cases, it) }
  const asking = confirm(inquiry.judged, log.records, options)
  let step = asking.next()
  while (!step.done) step = asking.next(await run('confirm', step.value, () => undefined))
  const byId = new Map(cases.map((each) => [each.id, each]))
  const around = surroundingsOf([lane], { clones: () => false, test: (id) => byId.get(id) ?? it })
  const diagnosing = diagnose(casesOf(step.value), around, { allPolluters: false, repeats: 3 })
  driveNow(diagnosing.asking, host.execute)
  return { verdict: step.value[0], diagnoses: diagnosing.soFar() }
}

const TRIALS = 400
const someSeed = Math.floor(Math.random() * 1e9)

async function tally(victim: SimulatedTest, polluter?: SimulatedTest) {
  const counts = { right: 0, undecided: 0, wrong: 0 }
  for (let trial = 0; trial < TRIALS; trial++) {
    const { diagnoses } = await bisected(victim, someSeed + trial, polluter)
    const cause: Cause | undefined = diagnoses[0]?.cause
    if (cause === undefined) counts.undecided += 1
    else if (cause.kind === 'polluter' && cause.tests.join('\n') === POLLUTER) counts.right += 1
    else counts.wrong += 1
  }
  return counts
}

test.each([0.8, 0.5])(
  'a victim that fails in %d of its polluted runs: from the failure to the polluter',
  { timeout: 120_000 },
  async (rate) => {
    const counts = await tally({ failsAt: { state: 'x', rate } })
    expect(counts.right, `seed ${someSeed}`).toBeGreaterThanOrEqual(0.95 * TRIALS)
    expect(counts.undecided, `seed ${someSeed}`).toBeLessThanOrEqual(0.04 * TRIALS)
    expect(counts.wrong, `seed ${someSeed}`).toBeLessThanOrEqual(0.01 * TRIALS)
  },
)

test(
  'a test that passes only 95 times out of 100, whatever its company, is blamed on nobody',
  { timeout: 120_000 },
  async () => {
    const { right, wrong } = await tally({ noise: 0.05 }, {})
    expect(right + wrong, `seed ${someSeed}`).toBe(0)
  },
)

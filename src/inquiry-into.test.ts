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

/** Tests before the victim: enough for five halvings. How the search itself bears noise is tested among 100, in find-cause.noise.test.ts. */
const SIZE = 30
const POLLUTER = 'a > 17'
const VICTIM = `a > ${SIZE}`

/** What every trial has in common: the suite, what is asked about its last test, and the orders that it can run in. */
function projectOf(victim: SimulatedTest, polluter: SimulatedTest) {
  const tests: SimulatedTests = Object.fromEntries([
    ...Array.from({ length: SIZE }, (_, at) => [`a > ${at}`, at === 17 ? polluter : {}] as const),
    [VICTIM, victim],
  ])
  const cases = suiteOf(Object.keys(tests))
  const [lane] = lanesOf(cases)
  const it = cases.at(-1)
  if (!lane || !it) throw new Error('no suite')
  const byId = new Map(cases.map((each) => [each.id, each]))
  const around = surroundingsOf([lane], { clones: () => false, test: (id) => byId.get(id) ?? it })
  const own = lane.tests.map(({ id }) => id)
  // The user says that it fails in the suite's own order.
  return { tests, inquiry: inquiryInto(it, lane, own), around, last: lastOrder(cases, it) }
}

/** All that `bisect` does, on a suite that is data. */
async function bisect(
  { tests, inquiry, around, last }: ReturnType<typeof projectOf>,
  seed: number,
): Promise<Cause | undefined> {
  const host = openSimulatedHost({ tests }, seed)
  const log = { records: [], cuts: [] }
  const ports = {
    execute: (requests: readonly RunRequest[]) => Promise.resolve(host.execute(requests)),
    hosted: (request: RunRequest) => request,
    emit: () => undefined,
    journal: () => undefined,
  }
  const run = stageRunner(log, ports, { jobs: 1 })
  await inquiry.detect(log, run, () => undefined)
  const { suspicion = 0 } = inquiry
  const asking = confirm(inquiry.judged, log.records, { repeats: 3, suspicion, last: () => last })
  let step = asking.next()
  while (!step.done) step = asking.next(await run('confirm', step.value, () => undefined))
  const diagnosing = diagnose(casesOf(step.value), around, { allPolluters: false, repeats: 3 })
  driveNow(diagnosing.asking, host.execute)
  return diagnosing.soFar()[0]?.cause
}

/** Safety net: a trial takes about two milliseconds on an idle machine. */
const PATIENT = { timeout: 60_000 }

async function tally(trials: number, victim: SimulatedTest, polluter: SimulatedTest) {
  const project = projectOf(victim, polluter)
  const counts = { right: 0, undecided: 0, wrong: 0 }
  for (let seed = 0; seed < trials; seed++) {
    const cause = await bisect(project, seed)
    if (cause === undefined) counts.undecided += 1
    else if (cause.kind === 'polluter' && cause.tests.join('\n') === POLLUTER) counts.right += 1
    else counts.wrong += 1
  }
  return counts
}

// Rates of 12,000 trials with other seeds: undecided 0.2 % and 1.4 %, wrong less than 0.01 % and 0.16 %. With so few trials a
// change that shifts which random number goes where misses a bound by chance once in some 20,000 and 580 times.
test.each([
  { rate: 0.8, trials: 100 },
  { rate: 0.5, trials: 300 },
])(
  'bisect names the polluter of a victim that fails in $rate of its polluted runs, nearly always, and hardly ever another test',
  PATIENT,
  async ({ rate, trials }) => {
    const counts = await tally(trials, { failsAt: { state: 'x', rate } }, { leaves: 'x' })
    expect(counts.right).toBeGreaterThanOrEqual(0.95 * trials)
    expect(counts.undecided).toBeLessThanOrEqual(0.04 * trials)
    expect(counts.wrong).toBeLessThanOrEqual(0.01 * trials)
  },
)

test(
  'bisect blames nobody for a test that fails in 5 runs of 100 whatever runs before it',
  PATIENT,
  async () => {
    const { right, wrong } = await tally(200, { noise: 0.05 }, {})
    expect(right + wrong).toBe(0)
  },
)

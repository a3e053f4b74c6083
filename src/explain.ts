import { changingIn, judgeNow, type Verdict } from './compare/confirm.js'
import { asFailure } from './compare/green.js'
import { observe } from './compare/observe.js'
import { confirmed } from './confirmed.js'
import type { Config } from './config/config.js'
import { inDepth } from './depth-first.js'
import type { Log, RunStage } from './detect.js'
import { casesOf } from './diagnose/case.js'
import { diagnose } from './diagnose/diagnose.js'
import { drive, openMemory, type Execute } from './diagnose/drive.js'
import { oneOfEach } from './diagnose/one-of-each.js'
import type { Diagnosis } from './diagnose/page.js'
import type { Surroundings } from './diagnose/subject.js'
import type { RunRecord } from './model/run.js'
import type { TestCase } from './model/suite.js'
import type { Lane } from './plan/lanes.js'
import type { Budget } from './run/budget.js'
import { isTold } from './whole-file-runs.js'

interface ToExplain {
  readonly judged: readonly TestCase[]
  readonly suspicion: number | undefined
  readonly lanes: readonly Lane[]
  readonly log: Log
  readonly config: Pick<Config, 'repeats' | 'allPolluters'>
  readonly budget: Pick<Budget, 'total'>
  readonly around: Surroundings
  readonly confirming: RunStage
  readonly searching: RunStage
  /** What runs say beside what they say about tests. */
  readonly besides: (records: readonly RunRecord[]) => readonly RunRecord[]
}

export interface Explained {
  readonly verdicts: readonly Verdict[]
  readonly diagnoses: readonly Diagnosis[]
}

/**
 * Confirms what differs, and searches who is to blame. Depth first, since nobody knows when it will be cut: one test of each way in
 * which tests fail, to its proof; then all others. What comes of it in the end is what it would be in any other order of work: the
 * last search begins from nothing, and is answered by what was run before.
 */
export async function explain(job: ToExplain): Promise<Explained> {
  const { judged, suspicion, lanes, log, config, budget, around, confirming, besides } = job
  const { repeats } = config
  const seen = (): readonly RunRecord[] => [...log.records, ...besides(log.records)]
  const confirm = (tests: readonly TestCase[]) =>
    confirmed({ judged: tests, suspicion }, lanes, log, confirming, config, budget, besides)
  const memory = openMemory(async (requests) => {
    const isProof = requests.every(({ purpose }) => purpose === 'proof')
    return job.searching(isProof ? 'prove' : 'search', requests, budget.total)
  })
  let changing = changingIn([])
  /** Who is searched for here is known to have other outcomes elsewhere. */
  const asFailing =
    (execute: Execute): Execute =>
    async (requests) =>
      (await execute(requests)).map((record) => ({
        ...record,
        results: record.results.map((result) => asFailure(result, changing)),
      }))

  const early = oneOfEach(around, config)
  const left = await inDepth({
    ...{ judged, repeats, seen, look: early.look, stop: budget.total },
    confirm: async (test) => {
      const { verdicts, cut } = await confirm([test])
      changing = changingIn(judgeNow(judged, observe(seen()), repeats))
      return cut ? undefined : verdicts[0]
    },
    search: asFailing(memory.learn),
  })
  const verdicts = (await confirm(judged)).verdicts.filter(isTold)
  const cases = casesOf(verdicts)
  const diagnosing = diagnose(cases, around, { ...config, first: early.searched })
  const why = budget.total()
  changing = changingIn(verdicts)
  if (why === undefined) await drive(diagnosing.asking, asFailing(memory.recall))
  else if (left > 0)
    log.cuts.push({ what: `search: the causes of ${String(left)} ways in which tests fail`, why })
  return { verdicts, diagnoses: early.within(diagnosing.soFar()) }
}

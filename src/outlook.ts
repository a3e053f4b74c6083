import { confirm, judgeNow } from './compare/confirm.js'
import { observe } from './compare/observe.js'
import type { StagePorts } from './detect.js'
import { casesOf, type Case } from './diagnose/case.js'
import type { Emit, Stage } from './model/event.js'
import { isFailure } from './model/outcome.js'
import type { RunRecord, RunRequest } from './model/run.js'
import type { TestCase } from './model/suite.js'
import type { PlannedStage } from './plan/plan.js'
import { openPriceList, type FirstPrices } from './plan/price-list.js'
import { withinRecords } from './plan/within-time.js'
import { typicalSearch } from './diagnose/typical-search.js'

/** What is known of a job before its first run. */
interface Job {
  readonly stages: readonly PlannedStage[]
  readonly judged: readonly TestCase[]
  readonly prices: FirstPrices
  readonly jobs: number
  readonly repeats: number
  readonly hosted: (request: RunRequest) => RunRequest
  /** What runs have shown so far; grows. */
  readonly records: readonly RunRecord[]
  readonly emit: Emit
  /** In ms. */
  readonly now: () => number
  /** Of the budget, in ms; undefined: there is none. */
  readonly budgetLeft?: () => number
}

/** What differs, and what it takes to be sure of it and to explain it. */
interface Found {
  readonly cases: readonly Case[]
  readonly repeats: readonly RunRequest[]
}

/**
 * Says, whenever runs begin, how long the whole job is going to take from then on: the rest of the plan at the prices of the runs
 * so far, and the repeats, searches and proofs that what was found asks for. It decides nothing.
 */
export function outlookOn(job: Job): Pick<StagePorts, 'emit' | 'begins'> {
  const { stages, jobs, records, hosted, now } = job
  const prices = openPriceList(job.prices)
  let batch: { requests: readonly RunRequest[]; at: number; jobs: number } | undefined
  let came: RunRecord[] = []
  let next = 0
  let found: Found = { cases: [], repeats: [] }
  let failuresLooked = 0
  let explained = 0
  let repeated = 0
  let isPriced = false
  let spent = 0
  let last: Stage | undefined
  const emit: Emit = (event) => {
    if (event.kind === 'run-end') came.push(event.record)
    job.emit(event)
  }

  const look = (): void => {
    const failures = records.reduce((sum, { results }) => sum + results.filter(fails).length, 0)
    if (failures > failuresLooked) [found, repeated] = [foundIn(job), 0]
    failuresLooked = failures
  }
  /** Runs and ms that the searches take which are still to come; one is under way. */
  const toExplain = (): { runs: number; ms: number } => {
    const open = found.cases.slice(explained)
    const typical = open.map((each) => typicalSearch(each, job.repeats))
    const runs = typical.reduce((sum, { search, prove }) => sum + search + prove, 0)
    const ms = typical.reduce(
      (sum, { search, prove, before, host }) =>
        sum + search * prices.ofOne(host, before / 2) + prove * prices.ofOne('cold', before / 2),
      0,
    )
    const done = Math.min(spent, typical[0] ? typical[0].search + typical[0].prove - 1 : 0)
    return { runs: runs - done, ms: runs === 0 ? 0 : ms * (1 - done / runs) }
  }
  const planned = (): number => {
    let ms = 0
    for (const { requests, bounded } of stages.slice(next)) {
      const meant = bounded ? withinRecords(requests, records) : requests
      ms += prices.of(meant.map(hosted), jobs)
    }
    return ms
  }

  return {
    emit,
    begins(stage, requests, side) {
      if (batch) prices.learn({ ...batch, records: came, wallMs: now() - batch.at })
      const isFirst = batch === undefined
      came = []
      batch = { requests, at: now(), jobs: side }
      const planIndex = stages.findIndex(
        (each, index) => index >= next && each.stage === stage && isPart(each, requests),
      )
      if (planIndex !== -1) next = planIndex + 1
      const isDetecting = !['confirm', 'search', 'prove'].includes(stage)
      if (!isDetecting) next = stages.length
      if (isDetecting ? !EARLY.includes(stage) : stage === 'confirm') look()
      const repeats = found.repeats.slice(repeated)
      if (stage === 'confirm') repeated += requests.length
      if (stage === 'search' && last === 'prove') [explained, spent] = [explained + 1, 0]
      if (stage === 'search' || stage === 'prove') spent += requests.length
      const batchMs = prices.of(requests, side)
      const explaining = toExplain()
      // One way to fail is repeated and searched after the other: what all of them take is said once.
      if (stage === 'confirm' && !isPriced) {
        isPriced = true
        job.emit({
          kind: 'found',
          differing: found.cases.reduce((sum, { members }) => sum + members.length, 0),
          ways: found.cases.length,
          confirm: repeats.length,
          explain: explaining.runs,
          ms: prices.of(repeats, jobs) + explaining.ms,
        })
      }
      last = stage
      // The plan has said what it can before anything has run.
      if (isFirst) return
      const open = stage === 'confirm' ? found.repeats.slice(repeated) : repeats
      const laterMs = planned() + prices.of(open, jobs) + explaining.ms
      const mostMs = job.budgetLeft?.()
      job.emit({ kind: 'outlook', batchMs, laterMs, ...(mostMs === undefined ? {} : { mostMs }) })
    },
  }
}

/** Before every test has run alone, nothing can be said of those that fail. */
const EARLY: readonly Stage[] = ['together', 'lanes', 'alone']

function foundIn({ judged, records, repeats }: Job): Found {
  const likely = judgeNow(judged, observe(records), repeats).map((each) => ({
    ...each,
    certain: true,
  }))
  const first = confirm(judged, records, { repeats, last: ({ id }) => [id] }).next()
  return { cases: casesOf(likely), repeats: first.done ? [] : first.value }
}

function isPart({ requests: planned }: PlannedStage, requests: readonly RunRequest[]): boolean {
  const [first] = requests
  return first !== undefined && planned.some(({ order }) => order === first.order)
}

function fails({ outcome }: RunRecord['results'][number]): boolean {
  return isFailure(outcome)
}

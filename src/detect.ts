import { representatives } from './compare/representatives.js'
import type { Config } from './config/config.js'
import type { ProgressEvent, Stage } from './model/event.js'
import { leavesOutside } from './compare/leaves-outside.js'
import { isFailure } from './model/outcome.js'
import type { RunRecord, RunRequest } from './model/run.js'
import type { Lane } from './plan/lanes.js'
import type { PlannedStage } from './plan/plan.js'
import { suspects } from './plan/suspects.js'
import { thenEachOther } from './plan/then-each-other.js'
import { withinRecords } from './plan/within-time.js'
import { runRequests } from './run/run-requests.js'

/** What is run, and what was left out. Filled as runs end, so that an interruption loses nothing. */
export interface Log {
  readonly records: RunRecord[]
  readonly cuts: { what: string; why: string }[]
}

/** Runs requests of one stage until there is a reason to stop. */
export type RunStage = (
  stage: Stage,
  requests: readonly RunRequest[],
  stop: () => string | undefined,
) => Promise<readonly RunRecord[]>

export interface StagePorts {
  readonly execute: (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>
  /** Which host serves a request of the plan, in this project. */
  readonly hosted: (request: RunRequest) => RunRequest
  /** Tests change the project's files, and runs cannot be kept from meeting them. */
  readonly areShared?: () => boolean
  /** Runs side by side have disturbed each other: known to all stages. */
  readonly clashes?: { seen: boolean }
  readonly emit: (event: ProgressEvent) => void
  /** Called before runs of a stage begin, so many side by side. */
  readonly begins?: (stage: Stage, requests: readonly RunRequest[], jobs: number) => void
  readonly journal: (record: RunRecord) => void
}

export function stageRunner(
  { records, cuts }: Log,
  ports: StagePorts,
  { jobs }: Pick<Config, 'jobs'>,
  /** What earlier runs have shown of the project. */
  before: readonly RunRecord[] = [],
): RunStage {
  const onRecord = (record: RunRecord): void => {
    records.push(record)
    ports.journal(record)
    ports.emit({ kind: 'run-end', record })
  }
  let shown: Stage | undefined
  const clashes = ports.clashes ?? { seen: false }
  // Runs that write into the project would meet each other's files.
  const mustQueue = (): boolean =>
    clashes.seen || ports.areShared?.() === true || [...before, ...records].some(wroteFiles)
  return async (stage, requests, stop) => {
    if (requests.length === 0) return []
    // A search asks for a few runs at a time, and nobody knows how many times.
    const goesOn = stage === 'search' || stage === 'prove'
    // Nor is it known how many lanes a spread order comes to.
    const isOpen = goesOn || requests.some(({ spread }) => spread)
    const asked = requests.map(ports.hosted)
    const side = mustQueue() ? 1 : jobs
    if (stop() === undefined) ports.begins?.(stage, asked, side)
    if (stop() === undefined && !(goesOn && shown === stage))
      ports.emit({ kind: 'stage', stage, ...(isOpen ? {} : { total: requests.length }) })
    shown = stage
    const ran = await runRequests(asked, {
      execute: ports.execute,
      onRecord,
      jobs: side,
      stop,
      onClash() {
        if (!clashes.seen)
          ports.emit({
            kind: 'notice',
            message:
              'two runs side by side want the same port, database or file: from now on one at a time',
          })
        clashes.seen = true
      },
    })
    const why = stop()
    if (ran.left.length > 0 && why !== undefined) {
      cuts.push({
        what: `${stage}: ${String(ran.left.length)} of ${String(requests.length)} runs`,
        why,
      })
    }
    return ran.records
  }
}

/** The orders of the plan, stage by stage. */
export async function detect(
  stages: readonly PlannedStage[],
  lanes: readonly Lane[],
  log: Log,
  run: RunStage,
  stop: () => string | undefined,
  /** Tests change the project's files: who comes after them in another process meets those too. */
  filesChange: () => boolean = () => false,
  clones: (project: string) => boolean = () => false,
): Promise<void> {
  const cloned = lanes.filter(({ project }) => clones(project))
  const alone = alonePart(lanes, log, run, stop)
  const isLimited = stages.some(({ thenSuspects }) => thenSuspects)
  for (const { stage, requests: planned, thenSuspects, bounded } of stages) {
    const requests = bounded ? withinRecords(planned, log.records) : planned
    // What the suite leaves behind shows only where it comes to its end.
    if (stage === 'after' && !log.records.every(endedWell)) continue
    if (stage === 'alone') {
      await (isLimited ? alone.failedFirst(requests) : alone.all(requests))
      continue
    }
    const ran = await run(stage, requests, stop)
    // The same order again tells a test that changes by itself.
    if (stage === 'together') {
      const failed = ran.filter(hasFailure).map(({ request }) => request)
      await run(stage, [...failed, ...retriedOnes(ran, lanes)], stop)
    }
    if (bounded && stop() === undefined) await run(stage, thenEachOther(cloned, log.records), stop)
    if (
      ['together', 'reverse', 'shuffle'].includes(stage) &&
      (filesChange() || leavesOutside(log.records))
    )
      await run(stage, acrossDomains(requests), stop)
    if (thenSuspects && stop() === undefined) await alone.ofEachFailure()
  }
}

/** What is run alone, and when; nothing of it twice. */
function alonePart(
  lanes: readonly Lane[],
  log: Log,
  run: RunStage,
  stop: () => string | undefined,
): {
  readonly all: (planned: readonly RunRequest[]) => Promise<void>
  readonly failedFirst: (planned: readonly RunRequest[]) => Promise<void>
  readonly ofEachFailure: () => Promise<void>
} {
  const now = async (some: readonly RunRequest[]): Promise<void> => {
    await run('alone', some.filter(notYet(log.records)), stop)
  }
  return {
    all: (planned) => now([...planned, ...suspects(lanes, planned, log.records)]),
    failedFirst(planned) {
      const failed = suspects(lanes, [], log.records)
      const known = new Set(failed.flatMap(({ order }) => order))
      return now([...failed, ...planned.filter(({ order }) => !order.some((id) => known.has(id)))])
    },
    async ofEachFailure() {
      const before = log.cuts.length
      const some = representatives(log.records)
      await now(
        suspects(lanes, [], log.records).filter(({ order }) => order.some((id) => some.has(id))),
      )
      // What is left of them is left of the tests that are run alone, and said there.
      log.cuts.splice(before)
    },
  }
}

/** Whether a test has been run alone already. */
function notYet(records: readonly RunRecord[]): (request: RunRequest) => boolean {
  const alone = records.filter(({ request }) => request.purpose === 'alone')
  const done = new Set(alone.flatMap(({ request }) => request.order))
  return ({ order }) => !order.every((id) => done.has(id))
}

/** Once more, with the project's own retries, what holds a failed test that has some: the user sees their result, not the first one. */
function retriedOnes(ran: readonly RunRecord[], lanes: readonly Lane[]): RunRequest[] {
  const retried = new Set(
    lanes.flatMap(({ tests }) => tests.filter((test) => test.retried).map(({ id }) => id)),
  )
  return ran
    .filter(({ results }) =>
      results.some(({ id, outcome }) => isFailure(outcome) && retried.has(id)),
    )
    .map(({ request }) => ({ ...request, retries: true }))
}

/** The orders of a stage one after another: what its runner keeps in several processes shares files all the same. */
function acrossDomains(requests: readonly RunRequest[]): RunRequest[] {
  const projects = new Map<string, RunRequest[]>()
  for (const request of requests) {
    const own = projects.get(request.project) ?? []
    projects.set(request.project, own)
    own.push(request)
  }
  return [...projects.values()].flatMap((own) => {
    const [first] = own
    if (!first || own.length < 2) return []
    const inTurn = first.purpose === 'together' ? own : [...own].reverse()
    return [{ ...first, order: inTurn.flatMap(({ order }) => order) }]
  })
}

function wroteFiles({ end }: RunRecord): boolean {
  return end.kind === 'void' && end.coldAgain === true
}

function endedWell({ request, end }: RunRecord): boolean {
  return request.purpose !== 'together' || end.kind === 'completed' || end.kind === 'void'
}

function hasFailure({ results }: RunRecord): boolean {
  return results.some(({ outcome }) => isFailure(outcome))
}

/**
 * The pipeline, stage by stage: read this first. Everything it calls is either pure or gets its processes,
 * files and clock from here.
 */
import { existsSync } from 'node:fs'
import type { Verdict } from './compare/confirm.js'
import { aboutFiles, unfolded, type WholeFile } from './compare/whole-files.js'
import { basisOf } from './basis.js'
import type { Config } from './config/config.js'
import { stageRunner, type Log, type RunStage } from './detect.js'
import type { Diagnosis } from './diagnose/page.js'
import type { Scope } from './discover/discover.js'
import { toReport } from './document/document.js'
import type { RunnerCommand } from './document/findings.js'
import { explain } from './explain.js'
import { frameOf } from './frame.js'
import type { Cost, Report } from './model/report-document.js'
import type { Suite, TestCase } from './model/suite.js'
import { withSuite, type OpenSuite } from './open-suite.js'
import { lanesOf, type Lane } from './plan/lanes.js'
import { neighboursSeen } from './plan/neighbours.js'
import type { PlannedStage } from './plan/plan.js'
import { summarize } from './plan/summary.js'
import type { Ports } from './ports.js'
import { secretsFor } from './redact-for.js'
import { keepLastVerdicts } from './last-verdicts.js'
import { narrow } from './narrow.js'
import { outlookOn } from './outlook.js'
import { openReuse } from './reuse/reuse.js'
import { knownRuns } from './run/known-runs.js'
import { earlierRuns, stillTrue } from './resume.js'
import { budgetLeft, openBudget } from './run/budget.js'
import { openWorkspace, type Workspace } from './run/workspace.js'
import { runnerCommandOf } from './runner-command.js'
import { notKept, outsideOf } from './outside-report.js'
import { notingFolders } from './note-folders.js'
import { surroundingsOf } from './surroundings.js'
import { folding, troubledFiles, unfolding, withFilesOf } from './whole-file-runs.js'

/** What an inquiry looks at, once the suite is known. */
export interface Inquiry {
  /** What is announced; none of it is run here. */
  readonly stages: readonly PlannedStage[]
  /** How unlikely chance must be for a difference to be repeated on: more than usual for one that is known. */
  readonly suspicion?: number
  /** What the plan leaves out, in words. */
  readonly notCovered?: Suite['notCovered']
  /** Tests that get a verdict. */
  readonly judged: readonly TestCase[]
  /** Errors outside of tests are compared as well. */
  readonly files?: true
  /** Runs the orders that may show a difference. */
  readonly detect: (log: Log, run: RunStage, stop: () => string | undefined) => Promise<void>
}

/** What `run` and `bisect` do not have in common. */
export interface Manner extends Pick<Scope, 'about'> {
  /** What else is to be said of the report, and its exit code. */
  readonly finish?: (report: Report) => Report
  /**
   * The report is kept in a folder of this name, beside the result of the last run, which stays what all other commands are about. Undefined:
   * it is the last run.
   */
  readonly beside?: string
}

/** Detects, confirms, diagnoses, and reports: what `run` and `bisect` have in common. */
export async function inquire(
  asked: Config,
  ports: Ports,
  begin: (
    open: OpenSuite,
    lanes: readonly Lane[],
    config: Config,
    only?: ReadonlySet<string>,
    passedAlone?: ReadonlySet<string>,
  ) => Inquiry,
  { finish = (report) => report, beside, about }: Manner = {},
): Promise<Report> {
  const startedAt = new Date()
  const { redact } = await secretsFor(asked)
  let config = asked
  const openOwn = () => openWorkspace(asked.outputDir, asked.cwd, beside)
  // A folder that is not there is not made before there is something to run: what is refused leaves none behind.
  let workspace: Workspace | undefined = existsSync(asked.outputDir) ? await openOwn() : undefined
  const log: Log = { records: [], cuts: [] }
  const searches: Log = { records: [], cuts: log.cuts }
  let suite: Suite = { projects: [], tests: [], notCovered: [] }
  let listed: Suite | undefined
  let cost: Omit<Cost, 'wallMs'> = { runs: 0, processes: 0, cpuMs: 0 }
  let verdicts: readonly Verdict[] = []
  let diagnoses: readonly Diagnosis[] = []
  let outside: Report['outside']
  let resumed: Report['resumed']
  let reused: Report['reused']
  let pairs: Report['pairs']
  let runnerCommand: RunnerCommand = () => undefined
  let files: readonly WholeFile[] = []
  try {
    ports.emit({ kind: 'stage', stage: 'discover' })
    await (ports.withSuite ?? withSuite)(
      about ? { ...asked, about } : asked,
      ports.signal,
      async (open) => {
        const { suite: looked, asked: only } = await narrow(asked, open, ports.emit)
        suite = looked
        listed = open.suite
        const kept = (workspace ??= await openOwn())
        const earlier = asked.resume ? await earlierRuns(kept.journalFile, ports.emit) : undefined
        config = earlier ? { ...asked, seed: earlier.header.seed } : asked
        const lanes = lanesOf(suite.tests)
        runnerCommand = runnerCommandOf(open, lanes, ports)
        const reuse = config.cache ? await openReuse(config, open, ports.emit) : undefined
        const {
          stages,
          judged,
          detect,
          suspicion,
          notCovered = [],
          files: comparesFiles = false,
        } = begin(open, lanes, config, only, reuse?.tests)
        suite = { ...suite, notCovered: [...suite.notCovered, ...notCovered] }
        ports.onPlan(summarize(suite, stages, open.price, config.jobs))
        if (config.dryRun) return

        const basis = basisOf(config, suite)
        const known = knownRuns(stillTrue(earlier, basis, ports.emit), open.execute)
        kept.beginJournal({
          ...{ journal: 1, startedAt: startedAt.toISOString(), seed: config.seed, basis },
        })
        const budget = openBudget(config, startedAt, ports.signal, () => open.cost().runs)
        const { hosted, folders } = open
        const { execute } = earlier ? known : open
        const { areShared } = folders
        const journal = notingFolders(kept, folders)
        const stagePorts = {
          ...{ execute, hosted, areShared, clashes: { seen: open.queued } },
          ...outlookOn({
            ...{ stages, judged, hosted, jobs: config.jobs, repeats: config.repeats },
            ...{ records: log.records, emit: ports.emit, now: () => performance.now() },
            // Whatever starts from nothing starts what discovering has started.
            prices: { ...open.price, coldMs: Date.now() - startedAt.getTime() },
            ...(config.budgetMs === undefined
              ? {}
              : { budgetLeft: budgetLeft(config.budgetMs, startedAt) }),
          }),
          journal,
        }
        const run = stageRunner(log, stagePorts, config)
        await detect(log, run, budget.detection)
        for (const record of reuse?.recordsBeside(log.records) ?? []) {
          log.records.push(record)
          kept.journal(record)
        }
        if (stages.some(({ bounded }) => bounded)) pairs = neighboursSeen(lanes, log.records)
        files = comparesFiles ? troubledFiles(log.records, lanes, judged, suite) : []
        const all = [...judged, ...files.map(({ test }) => test)]
        const confirming = unfolding(run, files)
        const around = surroundingsOf(
          lanes,
          open,
          all.filter(({ tearDown }) => tearDown),
        )
        const explained = await explain({
          ...{ judged: all, suspicion, lanes, log, config, budget, around },
          confirming,
          searching: folding(stageRunner(searches, stagePorts, config, log.records), files),
          besides: (records) => aboutFiles(records, files),
        })
        ;({ verdicts, diagnoses } = explained)
        suite = withFilesOf(suite, verdicts)
        const { runs, processes, cpuMs } = open.cost()
        const taken = known.taken()
        cost = {
          runs: runs + taken.runs,
          processes: processes + taken.processes,
          cpuMs: cpuMs + taken.cpuMs,
        }
        if (earlier) resumed = { runs: taken.runs, startedAt: earlier.header.startedAt }
        reused = reuse?.taken()
        reuse?.keep(
          verdicts.filter(({ test }) => !test.tearDown),
          startedAt,
        )
        outside = outsideOf(open)
        suite = { ...suite, notCovered: [...suite.notCovered, ...notKept(open)] }
      },
      (message) => ports.emit({ kind: 'notice', message }),
    )
  } catch (error) {
    // Interrupted before there was a suite: the report says so, and holds nothing else.
    if (!ports.signal.aborted) {
      await workspace?.close()
      throw error
    }
  }
  const { report: made, orders } = toReport({
    frame: frameOf(config, ports.command, startedAt, redact),
    cwd: config.cwd,
    suite,
    verdicts,
    diagnoses,
    ...log,
    ...(outside ? { outside } : {}),
    ...(resumed ? { resumed } : {}),
    ...(reused ? { reused } : {}),
    ...(pairs ? { pairs } : {}),
    cost: { ...cost, wallMs: Date.now() - startedAt.getTime() },
    interrupted: ports.signal.aborted ? (ports.signal.reason as 'SIGINT' | 'SIGTERM') : undefined,
    dryRun: config.dryRun,
    ordered: config.ordered,
    commandLine: ports.commandLine,
    runnerCommand: (order, imports) => runnerCommand(unfolded(order, files), imports),
  })
  const report = finish(made)
  workspace ??= await openOwn()
  for (const [path, order] of orders) workspace.writeOrder(path, unfolded(order, files))
  workspace.writeReport(report)
  const isLast = beside === undefined && !config.dryRun
  if (isLast && listed && !keepLastVerdicts(report, listed, config))
    ports.emit({ kind: 'notice', message: 'what was found before could not be read, and is lost' })
  await workspace.close()
  return report
}

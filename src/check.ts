/**
 * The pipeline, stage by stage: read this first. Everything it calls is either pure or gets its processes,
 * files and clock from here.
 */
import { confirm, judgeNow, type Verdict } from './compare/confirm.js'
import { observe } from './compare/observe.js'
import type { Config } from './config/config.js'
import { detect, stageRunner, type Log } from './detect.js'
import { toReport } from './document/document.js'
import { frameOf } from './frame.js'
import type { Cost, Report } from './model/report-document.js'
import type { Suite } from './model/suite.js'
import { withSuite } from './open-suite.js'
import { lanesOf } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'
import { makePlan } from './plan/plan.js'
import { summarize } from './plan/summary.js'
import type { Ports } from './ports.js'
import { openBudget } from './run/budget.js'
import { openWorkspace } from './run/workspace.js'

/**
 * Runs the suite together, alone and in other orders, repeats what differs, and reports it.
 *
 * @returns the report, also written to `report.json`; when interrupted, with what is known so far
 * @throws LeakcheckError when leakcheck could not do its job
 */
export async function check(config: Config, ports: Ports): Promise<Report> {
  const startedAt = new Date()
  const workspace = await openWorkspace(config.outputDir)
  const budget = openBudget(config.budgetMs, startedAt, ports.signal)
  const log: Log = { records: [], cuts: [] }
  let suite: Suite = { projects: [], tests: [], notCovered: [] }
  let cost: Omit<Cost, 'wallMs'> = { runs: 0, processes: 0, cpuMs: 0 }
  let verdicts: readonly Verdict[] = []
  try {
    ports.emit({ kind: 'stage', stage: 'discover' })
    await withSuite(
      config,
      ports.signal,
      async (open) => {
        suite = open.suite
        const lanes = lanesOf(suite.tests)
        const stages = makePlan(lanes, { ...config, clones: open.clones })
        ports.onPlan(summarize(suite, stages, open.price, config.jobs))
        if (config.dryRun) return

        const { execute, hosted } = open
        const run = stageRunner(
          log,
          { execute, hosted, emit: ports.emit, journal: workspace.journal },
          config,
        )
        await detect(stages, lanes, log, run, budget.detection)

        const runnable = lanes.flatMap(({ tests }) => tests)
        const repeats = confirm(runnable, log.records, {
          repeats: config.repeats,
          last: (test) =>
            lastOrder(lanes.find(({ domain }) => domain === test.domain)?.tests ?? [test], test),
        })
        let step = repeats.next()
        while (!step.done) {
          const cutsBefore = log.cuts.length
          const ran = await run('confirm', step.value, budget.total)
          if (log.cuts.length > cutsBefore) break
          step = repeats.next(ran)
        }
        verdicts = step.done ? step.value : judgeNow(runnable, observe(log.records), config.repeats)
        cost = open.cost()
      },
      (message) => ports.emit({ kind: 'notice', message }),
    )
  } catch (error) {
    // Interrupted before there was a suite: the report says so, and holds nothing else.
    if (!ports.signal.aborted) {
      await workspace.close()
      throw error
    }
  }
  const { report, orders } = toReport({
    frame: frameOf(config, ports.command, startedAt),
    cwd: config.cwd,
    suite,
    verdicts,
    ...log,
    cost: { ...cost, wallMs: Date.now() - startedAt.getTime() },
    interrupted: ports.signal.aborted ? (ports.signal.reason as 'SIGINT' | 'SIGTERM') : undefined,
    dryRun: config.dryRun,
    replayCommand: (id) => ports.commandLine(['replay', id]),
  })
  for (const [path, order] of orders) workspace.writeOrder(path, order)
  workspace.writeReport(report)
  await workspace.close()
  return report
}

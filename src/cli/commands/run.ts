import type { Config } from '../../config/config.js'
import type { PlanSummary } from '../../ports.js'
import { againWith } from '../command-line.js'
import type { Invocation } from '../invocation.js'
import { planText } from '../plan-text.js'
import { jsonOnStdout } from '../json-on-stdout.js'
import { openReporters } from '../open-reporters.js'
import { inSession } from '../session.js'
import { writeReports } from '../write-reports.js'
import { writeText } from '../write-text.js'

/** `leakcheck run`: check the suite, write the reports. */
export function run(typed: Invocation): Promise<number> {
  let plan: PlanSummary | undefined
  const onPlan = (made: PlanSummary, config: Config) => {
    plan = made
    // A dry run's plan is its result and goes to stdout.
    return config.dryRun && !jsonOnStdout(config) ? '' : planText(made)
  }
  // With --json stderr has signs of life only, but for a plan that was asked for.
  const quiet = (config: Config) => jsonOnStdout(config) && !config.dryRun
  return inSession(typed, { quiet, onPlan }, async (session) => {
    const { config, ports, paint, endProgress } = session
    const wanted = config.dryRun ? withoutFiles(config) : config
    const reporters = await openReporters(wanted)
    const { check } = await import('../../check.js')
    const report = await check(config, ports)
    endProgress()
    if (config.dryRun && plan && !jsonOnStdout(config)) {
      await writeText(process.stdout, planText(plan))
    } else {
      await writeReports(report, reporters, { config, paint })
      const canGoOn = !report.complete && report.cost.runs > 0
      if (canGoOn && !quiet(config))
        await writeText(process.stderr, `to go on from here: ${againWith('--resume', typed)}\n`)
    }
    return report.exitCode
  })
}

/** A dry run leaves nothing behind. */
function withoutFiles(config: Config): Config {
  return { ...config, reporters: config.reporters.filter(({ file }) => file === undefined) }
}

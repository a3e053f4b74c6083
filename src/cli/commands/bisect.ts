import { BISECT_FOLDER } from '../../model/bisect-folder.js'
import { typedPath } from '../from-here.js'
import type { Invocation } from '../invocation.js'
import { jsonOnStdout } from '../json-on-stdout.js'
import { openReporters } from '../open-reporters.js'
import { inSession } from '../session.js'
import { writeReports } from '../write-reports.js'

/** `leakcheck bisect`: who makes this one test fail? */
export function bisect(typed: Invocation): Promise<number> {
  const [target = ''] = typed.operands
  const { orderFrom, ...options } = typed.options
  // The target is no path of tests.
  const wishes = { quiet: jsonOnStdout, beside: BISECT_FOLDER }
  return inSession({ ...typed, options, operands: [] }, wishes, async (session) => {
    const { config, ports, paint, endProgress } = session
    const reporters = await openReporters(config)
    const core = await import('../../bisect.js')
    const from = typeof orderFrom === 'string' ? typedPath(orderFrom, config.cwd) : undefined
    const report = await core.bisect(target, from, config, ports)
    endProgress()
    await writeReports(report, reporters, { config, paint })
    return report.exitCode
  })
}

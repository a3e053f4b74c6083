import { isNamed, readBaseline, shownName } from './baseline-file.js'
import { withBaseline } from './baseline/with-baseline.js'
import type { Config } from './config/config.js'
import type { Report } from './model/report-document.js'
import type { Ports } from './ports.js'

/**
 * What a report gets from the baseline, which is read at once: a fault in it is better known now than after an hour.
 *
 * @throws LeakcheckError when the file is no baseline
 */
export function judgeByBaseline(
  config: Config,
  { emit, commandLine }: Pick<Ports, 'emit' | 'commandLine'>,
): (report: Report) => Report {
  const { failOn } = config
  const baseline = readBaseline(config)
  if (!baseline && isNamed(config))
    emit({ kind: 'notice', message: `${shownName(config)} is not there: every finding is new` })
  const prune = commandLine(['baseline', 'prune'])
  return (report) =>
    withBaseline(report, baseline, { failOn, today: report.startedAt.slice(0, 10), prune })
}

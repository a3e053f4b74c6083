import { daySchema } from './baseline/entry.js'
import { updateBaseline, type Describe, type Update } from './baseline/update.js'
import { isExpired, withBaseline } from './baseline/with-baseline.js'
import { readBaseline, shownName, writeBaseline } from './baseline-file.js'
import type { Config } from './config/config.js'
import { LeakcheckError } from './errors.js'
import { readLastReport } from './last-report.js'
import type { BaselineStale, Report } from './model/report-document.js'

export type { Describe }

export interface UpdateWish {
  /** The ids of the findings that are meant; empty: all. */
  readonly only: readonly string[]
  readonly reason?: string | undefined
  readonly expires?: string | undefined
}

export interface Updated extends Pick<Update, 'added' | 'kept'> {
  readonly file: string
  readonly expired: Update['kept']
  /** What the file has that this report has nothing about. */
  readonly fixed: readonly BaselineStale[]
  readonly others: number
}

type CommandLine = (words: readonly string[]) => string

/** `baseline update`: the findings of the last report become known. */
export function update(config: Config, wish: UpdateWish, describe: Describe): Updated {
  const { only, expires } = wish
  const today = dayOfNow()
  if (expires !== undefined && !daySchema.safeParse(expires).success)
    throw new LeakcheckError('bad-flag', `--expires must be a date, not ${expires}`, 'YYYY-MM-DD')
  if (isExpired({ expires }, today))
    throw new LeakcheckError('bad-flag', `--expires ${expires ?? ''} has passed`, 'a later day')
  const report = reportOf(config)
  const unknown = only.find((id) => !report.findings.some((finding) => finding.id === id))
  if (unknown !== undefined) throw noSuchFinding(unknown, report)
  const before = readBaseline(config)?.entries ?? []
  const { entries, added, kept } = updateBaseline(before, report, { ...wish, describe })
  writeBaseline(config, entries)
  const { baseline } = withBaseline(
    report,
    { file: '', entries },
    { failOn: 'new', today, prune: '' },
  )
  return {
    file: shownName(config),
    ...{ added, kept, expired: kept.filter((entry) => isExpired(entry, today)) },
    fixed: baseline?.fixed ?? [],
    others: entries.length - added.length - kept.length,
  }
}

/** `baseline check`: the last report as `run` would show it with the baseline as it is now. */
export function check(config: Config, commandLine: CommandLine): Report {
  const { failOn } = config
  const last = reportOf(config)
  const report = { ...last, config: { ...last.config, failOn } }
  const baseline = readBaseline(config) ?? { file: shownName(config), entries: [] }
  const prune = commandLine(['baseline', 'prune'])
  return withBaseline(report, baseline, { failOn, today: dayOfNow(), prune })
}

export interface Pruned {
  readonly file: string
  readonly removed: readonly BaselineStale[]
  /** Not seen, and not known to be fixed. */
  readonly kept: readonly BaselineStale[]
  readonly left: number
}

/** `baseline prune`: what the last report has looked for and not found is known no longer. */
export function prune(config: Config): Pruned {
  const report = reportOf(config)
  if (report.exitCode === 130 || report.exitCode === 143)
    throw new LeakcheckError(
      'report-interrupted',
      'the last run was interrupted: it does not say that anything is fixed',
      'leakcheck run, to its end, then prune',
    )
  const baseline = readBaseline(config)
  if (!baseline) {
    const message = `there is no baseline ${shownName(config)}`
    throw new LeakcheckError('no-baseline', message, 'leakcheck baseline update writes one')
  }
  const marked = withBaseline(report, baseline, { failOn: 'new', today: dayOfNow(), prune: '' })
  const { fixed = [], notCompared = [] } = marked.baseline ?? {}
  const gone = new Set(fixed.map(({ key }) => key))
  const entries = baseline.entries.filter(({ key }) => !gone.has(key))
  if (gone.size > 0) writeBaseline(config, entries)
  return { file: baseline.file, removed: fixed, kept: notCompared, left: entries.length }
}

function reportOf({ outputDir }: Config): Report {
  const report = readLastReport(outputDir)
  if (report.config.dryRun !== true) return report
  const hint = 'leakcheck run, without --dry-run, writes one that has findings'
  throw new LeakcheckError('dry-run-report', 'the last report is of a dry run', hint)
}

function noSuchFinding(id: string, { findings }: Report): LeakcheckError {
  const known = findings.map((each) => each.id).join(', ')
  const hint = known === '' ? 'it has none at all' : `it has ${known}`
  return new LeakcheckError('no-such-finding', `the last report has no finding ${id}`, hint)
}

/** In UTC, like the times of reports. */
function dayOfNow(): string {
  return new Date().toISOString().slice(0, 10)
}

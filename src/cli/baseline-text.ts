import type { Pruned, Updated } from '../keep-baseline.js'
import type { BaselineStale, Finding, Report, TestReport } from '../model/report-document.js'
import { headline } from '../report/headline.js'
import { inert } from '../report/inert.js'
import type { Paint } from '../report/paint.js'
import { gained, staleBlocks } from '../report/terminal/baseline.js'
import { number, plural } from '../report/words.js'

type Entry = Updated['added'][number]

/** What `update` wrote. */
export function updateText(
  { file, added, kept, expired, fixed, others }: Updated,
  commandLine: (words: readonly string[]) => string,
  paint: Paint,
): string {
  const counts = [
    `${number(added.length)} added`,
    `${number(kept.length)} known before`,
    ...(others > 0 ? [`${number(others)} that the last run did not find`] : []),
  ]
  const line = ({ victims, what, reason }: Entry) =>
    `  ${inert(victims[0] ?? '')}   ${inert(what)}${reason === undefined ? '' : paint.dim(`   (${inert(reason)})`)}`
  const lines = [
    `${paint.green('✓')} ${paint.bold(inert(file))}: ${counts.join(', ')}`,
    ...added.map(line),
    ...expired.map(
      (entry) =>
        `${paint.yellow('!')} expired on ${inert(entry.expires ?? '')}, and as good as new: --expires gives it another day\n${line(entry)}`,
    ),
    ...(fixed.length > 0
      ? [`  ${plural(fixed.length, 'entry is', 'entries are')} fixed: ${paint.cyan(inert(commandLine(['baseline', 'prune']), 1_000))}`] // prettier-ignore
      : []),
  ]
  return `${lines.join('\n')}\n`
}

/** What `prune` removed, and what it kept although the last run did not find it. */
export function pruneText({ file, removed, kept, left }: Pruned, paint: Paint): string {
  const line = ({ victims, what, why }: BaselineStale) =>
    `  ${inert(victims[0] ?? '')}   ${inert(what)}   ${paint.dim(inert(why))}`
  const lines = [
    `${paint.green('✓')} ${paint.bold(inert(file))}: ${number(removed.length)} removed, ${number(left)} left`,
    ...removed.map(line),
    ...(kept.length > 0 ? ['not found, and kept:', ...kept.map(line)] : []),
  ]
  return `${lines.join('\n')}\n`
}

/** Every finding with its status, then what the baseline has beside them. */
export function checkText(report: Report, paint: Paint): string {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const { baseline, findings, startedAt } = report
  const count = (status: string) =>
    findings.filter((finding) => finding.baseline?.status === status).length
  const counts = ['new', 'expired', 'known']
    .filter((status) => count(status) > 0)
    .map((status) => `${number(count(status))} ${status}`)
  const blocks = [
    findings.map((finding) => findingLine(finding, tests, paint)),
    ...gained(findings, paint),
    ...(baseline ? staleBlocks(baseline, paint) : []),
    [
      `${paint.bold(plural(findings.length, 'finding'))}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}` +
        paint.dim(` · ${inert(baseline?.file ?? '')} and the run of ${inert(startedAt)}`),
    ],
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function findingLine(
  finding: Finding,
  tests: ReadonlyMap<string, TestReport>,
  paint: Paint,
): string {
  const { status = 'new', reason, expires } = finding.baseline ?? {}
  const mark = status === 'known' ? ' ' : paint.red('✗')
  const said = [
    ...(reason === undefined ? [] : [inert(reason)]),
    ...(expires === undefined ? [] : [`${status === 'expired' ? 'was accepted ' : ''}until ${inert(expires)}`]), // prettier-ignore
  ].join(', ')
  const first = inert(finding.victims[0] ?? '')
  return `${mark} ${status.padEnd(7)}  ${inert(finding.id)}  ${headline(finding, tests)}   ${first}${said === '' ? '' : paint.dim(`   (${said})`)}`
}

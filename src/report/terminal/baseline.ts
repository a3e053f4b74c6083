import type {
  BaselineReport,
  BaselineStale,
  Finding,
  Report,
  TestReport,
} from '../../model/report-document.js'
import { isAccepted } from '../accepted.js'
import { headline } from '../headline.js'
import { inert } from '../inert.js'
import type { Paint } from '../paint.js'
import { number, plural } from '../words.js'

const LINES = 10
const VICTIMS_SHOWN = 3

/** What the baseline knows: a line each, and loud where there is more of it than it knows. */
export function baselineBlocks(
  report: Report,
  tests: ReadonlyMap<string, TestReport>,
  paint: Paint,
): string[][] {
  const { baseline } = report
  if (!baseline) return []
  const known = report.findings.filter((finding) => isAccepted(finding, report))
  const file = inert(baseline.file)
  return [
    block(`${plural(known.length, 'known finding')} in ${file}`, known, paint, (finding) =>
      knownLines(finding, tests, paint),
    ),
    ...gained(report.findings, paint),
    ...staleBlocks(baseline, paint),
  ]
}

/** What the baseline knows and this run has not seen. */
export function staleBlocks(
  { fixed, notCompared, prune, file }: BaselineReport,
  paint: Paint,
): string[][] {
  const remove = `  remove: ${paint.cyan(inert(prune, 1_000))}`
  return [
    block(`fixed: in ${inert(file)} and not seen any more`, fixed, paint, (entry) =>
      staleLines(entry, paint),
    ).concat(fixed.length > 0 ? [remove] : []),
    block(`in ${inert(file)}, and not compared in this run`, notCompared, paint, (entry) =>
      staleLines(entry, paint),
    ),
  ]
}

function knownLines(
  finding: Finding,
  tests: ReadonlyMap<string, TestReport>,
  paint: Paint,
): string[] {
  const { reason, expires } = finding.baseline ?? {}
  const said = [
    ...(reason === undefined ? [] : [inert(reason)]),
    ...(expires === undefined ? [] : [`until ${inert(expires)}`]),
  ].join(', ')
  return [
    `  ${inert(finding.id)}  ${headline(finding, tests)}${said === '' ? '' : `   ${paint.dim(`(${said})`)}`}`,
  ]
}

/** A known leak that breaks more tests is no new one, but nobody has accepted those. */
export function gained(findings: readonly Finding[], paint: Paint): string[][] {
  return findings.flatMap(({ id, baseline }) => {
    const { newVictims = [] } = baseline ?? {}
    if (newVictims.length === 0) return []
    const more = newVictims.length - VICTIMS_SHOWN
    const lines = [
      `${paint.yellow('!')} ${paint.bold(`${inert(id)} breaks ${plural(newVictims.length, 'test')} that the baseline does not name`)}`,
      ...newVictims.slice(0, VICTIMS_SHOWN).map((victim) => `  ${inert(victim)}`),
      ...(more > 0 ? [paint.dim(`  (+${number(more)} more)`)] : []),
    ]
    return [lines]
  })
}

function staleLines({ what, victims, why }: BaselineStale, paint: Paint): string[] {
  return [`  ${inert(victims[0] ?? '')}   ${inert(what)}   ${paint.dim(inert(why))}`]
}

function block<T>(
  title: string,
  items: readonly T[],
  paint: Paint,
  lines: (item: T) => string[],
): string[] {
  if (items.length === 0) return []
  const left = items.length - LINES
  return [
    paint.bold(title),
    ...items.slice(0, LINES).flatMap(lines),
    ...(left > 0 ? [paint.dim(`  (+${number(left)} more)`)] : []),
  ]
}

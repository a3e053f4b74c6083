import type { Evidence, Finding, FindingBaseline, Tally } from '../model/report-document.js'
import type { Why, WhyRun } from '../model/why.js'
import { baselineText } from './accepted.js'
import { causeAsides, causeText, effortText } from './cause.js'
import { inert } from './inert.js'
import { kindMeaning } from './kind-meaning.js'
import type { Paint } from './paint.js'
import { retriedText } from './retries.js'
import { number, plural } from './words.js'
import { wrapLines } from './wrap-lines.js'

const ROWS = 16
const RUNS_NAMED = 4
// A command that is cut is none.
const LONGEST_COMMAND = 2_500

/**
 * One test's evidence as text: what it is called, what was seen, who did it, what to type.
 *
 * @param width columns of the terminal, if it is for one
 */
export function whyText(why: Why, paint: Paint, width?: number): string {
  const blocks = [
    wrapLines(headLines(why, paint), width),
    ...why.findings.map((finding) => wrapLines(findingLines(finding, why.test.id, paint), width)),
    runLines(why, paint),
    commandLines(why, paint),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

function headLines({ test, blamed, needed, report }: Why, paint: Paint): string[] {
  const orders = test.orders.map(({ order, outcome }) => `${inert(order)} ${outcome}`)
  return [
    paint.bold(inert(test.id)),
    row(paint, 'kind', `${paint.bold(test.kind)}: ${kindMeaning(test)}`),
    ...(test.note === undefined ? [] : [row(paint, 'note', inert(test.note, 400))]),
    row(paint, 'together', tallyText(test.together)),
    row(paint, 'alone', tallyText(test.alone)),
    ...(test.retried ? [row(paint, 'retries', retriedText(test.retried))] : []),
    ...(orders.length > 0 ? [row(paint, 'orders', orders.join(' · '))] : []),
    ...blamed.map(({ finding, as }) => row(paint, 'part of', `${inert(finding)}, as ${as}`)),
    ...(needed === undefined ? [] : [row(paint, 'needed', needed)]),
    row(
      paint,
      'from',
      `the run of ${inert(report.startedAt)}, ${plural(report.runs, 'run')}, seed ${String(report.seed)}`,
    ),
  ]
}

function tallyText(tally: Tally): string {
  const counts = Object.entries(tally).map(([outcome, count]) => `${number(count)} ${outcome}`)
  return counts.length === 0 ? 'was not run' : counts.join(', ')
}

function findingLines(finding: Finding, test: string, paint: Paint): string[] {
  const { id, kind, status, victims, evidence, failure, failureAlone } = finding
  const cause = causeText(finding)
  const effort = effortText(finding)
  const mates = victims.length - 1
  return [
    paint.bold(
      `${inert(id)}  ${kind}, ${status}${mates > 0 ? `, with ${plural(mates, 'other test')}` : ''}`,
    ),
    row(paint, 'error', errorText(failure)),
    ...(failureAlone ? [row(paint, 'alone', errorText(failureAlone))] : []),
    ...evidence.map((each) => row(paint, '', evidenceText(each, finding, test, paint))),
    ...(finding.baseline ? [row(paint, 'baseline', knownText(finding.baseline, test))] : []),
    ...(cause === undefined ? [] : [row(paint, 'cause', paint.bold(cause))]),
    ...causeAsides(finding).map(([label, text]) => row(paint, label, text)),
    ...(effort === '' ? [] : [row(paint, 'search', effort)]),
  ]
}

/** What the baseline says of it, and whether that is said of this test as well. */
function knownText(baseline: FindingBaseline, test: string): string {
  const { status, expires, newVictims = [] } = baseline
  const until = status === 'known' && expires !== undefined ? `, until ${inert(expires)}` : ''
  const but = newVictims.includes(test) ? '; it does not name this test' : ''
  return `${inert(baselineText(baseline))}${until}${but}`
}

const PROOF = { present: 'the difference is there', absent: 'the difference is gone' } as const
const MASKED = { present: 'as together', absent: 'as alone' } as const

function evidenceText(
  { what, failed, total, proof, victims }: Evidence,
  finding: Finding,
  test: string,
  paint: Paint,
): string {
  const [first] =
    what === 'alone' ? finding.victims : victims?.includes(test) ? [test] : (victims ?? [test])
  // Much of a finding's evidence is about the first of its tests only.
  const whose = first === undefined || first === test ? '' : ` (of ${inert(first)})`
  const counts = `${inert(what)}: ${String(failed)} of ${String(total)} failed${whose}`
  if (proof === undefined) return counts
  const how = (finding.kind === 'masked' ? MASKED : PROOF)[proof]
  return `${counts}   ${paint.dim(`proof: ${how}`)}`
}

function errorText({
  type,
  message,
  frame,
}: {
  type: string
  message: string
  frame?: string
}): string {
  const [line = ''] = message.trim().split('\n')
  return `${inert(type)}: ${inert(line, 200)}${frame === undefined ? '' : ` (${inert(frame)})`}`
}

/** Runs that came to the same are one row. */
function runLines({ runs, failures, report }: Why, paint: Paint): string[] {
  if (runs === undefined)
    return [paint.dim('its runs: the journal of that run is not there any more')]
  if (runs.length === 0) return [paint.dim('its runs: none')]
  const groups = new Map<string, WhyRun[]>()
  for (const run of runs) {
    const key = JSON.stringify([
      run.purpose,
      run.host,
      run.end,
      run.outcome,
      run.failure,
      run.order,
      run.keptFrom,
    ])
    groups.set(key, [...(groups.get(key) ?? []), run])
  }
  const rows = [...groups.values()].map(cells)
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const shown = rows.slice(0, ROWS)
  const inRuns = new Set(
    runs.filter(({ keptFrom }) => keptFrom === undefined).map(({ run }) => run),
  ).size
  return [
    paint.bold(`its runs (${number(inRuns)} of ${number(report.runs)})`),
    ...shown.map((row) =>
      `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd(),
    ),
    ...(rows.length > ROWS ? [paint.dim(`  (+${number(rows.length - ROWS)} more: --json)`)] : []),
    ...failures.map(({ name, ...failure }) => `  ${paint.bold(name)}  ${errorText(failure)}`),
  ]
}

/** How often, in which order, where, what came of it, in which runs. */
function cells(group: readonly WhyRun[]): string[] {
  const [first] = group
  if (!first) return []
  const { purpose, host, outcome, failure, end, order, keptFrom } = first
  const names = [...new Set(group.map(({ run }) => run))]
  const more = names.length - RUNS_NAMED
  return [
    inert(purpose),
    host,
    `${number(group.length)} ${outcome}${failure === undefined ? '' : ` ${failure}`}${end === undefined ? '' : ` (run ${end})`}`,
    `${inert(names.slice(0, RUNS_NAMED).join(' '))}${more > 0 ? ` +${number(more)}` : ''}`,
    keptFrom === undefined
      ? order === undefined
        ? placeText(group)
        : inert(order)
      : `kept from ${inert(keptFrom)}`,
  ]
}

/** Of orders that no file holds: where it stood in them. */
function placeText(group: readonly WhyRun[]): string {
  const places = [...new Set(group.map(({ at, of }) => `${number(at)} of ${number(of)}`))]
  if (places.length !== 1) return ''
  return places[0] === '1 of 1' ? 'by itself' : `test ${places[0] ?? ''}`
}

const WIDEST_COMMAND = 60

function commandLines({ commands }: Why, paint: Paint): string[] {
  if (commands.length === 0) return []
  const lengths = commands.map(({ command }) => command.length)
  const width = Math.max(0, ...lengths.filter((length) => length <= WIDEST_COMMAND))
  return [
    paint.bold('to see it again'),
    ...commands.map(
      ({ command, what }) =>
        `  ${paint.cyan(inert(command, LONGEST_COMMAND).padEnd(width))}   ${paint.dim(inert(what))}`,
    ),
  ]
}

function row(paint: Paint, label: string, text: string): string {
  return `  ${paint.dim(label.padEnd(8))}  ${text}`.trimEnd()
}

import type { Finding, Report, TestReport } from '../../model/report-document.js'
import { baselineText } from '../accepted.js'
import { causeAsides, causeText, effortText, proofText, stateTexts } from '../cause.js'
import { countsOf, reasonsOf } from '../evidence.js'
import { FAILS_NOW, failsNow } from '../fails-now.js'
import { headline } from '../headline.js'
import { inert } from '../inert.js'
import { plainRunner } from '../plain-runner.js'
import type { Paint } from '../paint.js'
import { retriesText } from '../retries.js'
import { number, plural, span } from '../words.js'

const VICTIMS_SHOWN = 3
const LONGEST_COMMAND = 2_500
const GAP = '      '

export interface FindingContext {
  readonly report: Report
  readonly tests: ReadonlyMap<string, TestReport>
  readonly paint: Paint
  /** The first finding also says what the whole job cost. */
  readonly first: boolean
}

/** One finding as a block: facts, counts, one command. */
export function findingLines(finding: Finding, context: FindingContext): string[] {
  const { report, tests, paint, first } = context
  const mark = finding.status === 'confirmed' ? paint.red('✗') : paint.yellow('?')
  const { runs, wallMs } = report.cost
  const cost = `${plural(runs, 'run')}, ${span(wallMs)}, seed ${report.seed}`
  const shown = finding.victims
    .slice(0, VICTIMS_SHOWN)
    .map((id) => `  ${inert(id)}${failsNow(id, tests) ? `  ${paint.red(FAILS_NOW)}` : ''}`)
  const more = finding.victims.length - shown.length
  const counts = countsOf(finding)
  return [
    `${mark} ${paint.bold(inert(finding.id))}  ${paint.bold(headline(finding, tests))}` +
      (first ? paint.dim(GAP + cost) : ''),
    ...shown.map((line, index) =>
      more > 0 && index === shown.length - 1
        ? `${line} ${paint.dim(`(+${number(more)} more)`)}`
        : line,
    ),
    ...seenRows(counts, reasonsOf(finding), paint),
    ...retryRows(finding, context),
    ...causeRows(finding, paint),
    ...(finding.baseline === undefined
      ? []
      : [row(paint, 'baseline', inert(baselineText(finding.baseline)))]),
    ...(finding.runnerCommand === undefined
      ? []
      : [row(paint, plainRunner(finding, report, tests), runnerText(finding.runnerCommand))]),
    row(paint, 'replay', paint.cyan(inert(finding.replay, 1_000))),
  ]
}

/** Who did it, and what that rests on. */
function causeRows(finding: Finding, paint: Paint): string[] {
  const cause = causeText(finding)
  const proof = proofText(finding)
  const effort = effortText(finding)
  return [
    ...(cause === undefined ? [] : [row(paint, 'cause', paint.bold(cause))]),
    ...causeAsides(finding).map(([label, text]) => row(paint, label, text)),
    ...stateTexts(finding).map((text) => row(paint, 'state', text)),
    ...(proof === '' ? [] : [row(paint, 'proof', proof)]),
    ...(effort === '' ? [] : [row(paint, 'search', effort)]),
  ]
}

/** Whoever only looks at the suite's own result does not see what its retries hide. */
function retryRows({ victims }: Finding, { tests, paint }: FindingContext): string[] {
  const text = retriesText(victims.flatMap((id) => tests.get(id)?.retried ?? []))
  return text === undefined ? [] : [row(paint, 'retries', text)]
}

/** A command that is cut is none: one that fills the screen is where it can be copied from. */
function runnerText(command: string): string {
  if (command.length <= LONGEST_COMMAND) return inert(command, LONGEST_COMMAND)
  return 'see runnerCommand in report.json'
}

/** One reason stands beside the counts; two get a row each. */
function seenRows(counts: string, reasons: readonly string[], paint: Paint): string[] {
  if (reasons.length > 1) {
    return [row(paint, 'seen', counts), ...reasons.map((reason) => row(paint, '', reason))]
  }
  return [row(paint, 'seen', [counts, ...reasons].filter((part) => part !== '').join(' · '))]
}

function row(paint: Paint, label: string, text: string): string {
  return `  ${paint.dim(label.padEnd(8))}  ${text}`
}

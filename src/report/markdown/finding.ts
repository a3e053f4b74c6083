import type { Finding, Report, TestReport } from '../../model/report-document.js'
import { causeAsides, causeText, effortText, proofText, stateTexts } from '../cause.js'
import { countsOf, reasonsOf } from '../evidence.js'
import { FAILS_NOW, failsNow } from '../fails-now.js'
import { headline } from '../headline.js'
import { plainRunner } from '../plain-runner.js'
import { repositoryPath } from '../repository-path.js'
import type { ReportOptions } from '../reporter.js'
import { retriesText } from '../retries.js'
import { sourcePath } from '../source-path.js'
import { number } from '../words.js'
import { code, codeBlock } from './code.js'

const VICTIMS_SHOWN = 10
const LONGEST_LINE = 1_000
// A command that is cut is none; report.json has the longer ones.
const LONGEST_COMMAND = 2_500

export interface FindingContext {
  readonly report: Report
  readonly tests: ReadonlyMap<string, TestReport>
  readonly options: ReportOptions
}

/** One finding: who, what was seen, who did it, what to type. Whatever comes from the suite is in code. */
export function findingBlock(finding: Finding, context: FindingContext): string {
  const { victims, runnerCommand } = finding
  const more = victims.length - VICTIMS_SHOWN
  return [
    `### ${mark(finding)} ${plainId(finding)}: ${headline(finding, context.tests)}`,
    '',
    ...victims
      .slice(0, VICTIMS_SHOWN)
      .map(
        (id) => `- ${linked(id, context)}${failsNow(id, context.tests) ? `: ${FAILS_NOW}` : ''}`,
      ),
    ...(more > 0 ? [`- and ${number(more)} more`] : []),
    '',
    ...rows(finding, context.tests).map(
      ([label, text]) => `**${label}** ${code(text, LONGEST_LINE)}  `,
    ),
    '',
    ...codeBlock(finding.replay, LONGEST_COMMAND),
    ...(runnerCommand === undefined || runnerCommand.length > LONGEST_COMMAND
      ? []
      : [
          '',
          `The same ${plainRunner(finding, context.report, context.tests)}:`,
          '',
          ...codeBlock(runnerCommand, LONGEST_COMMAND),
        ]),
    '',
  ].join('\n')
}

/** Ours, but a report may come from anywhere. */
export function plainId({ id }: Finding): string {
  return id.replace(/[^A-Za-z0-9-]/g, '')
}

function mark({ status }: Finding): string {
  return status === 'confirmed' ? '✗' : '?'
}

function rows(finding: Finding, tests: FindingContext['tests']): [string, string][] {
  const retries = retriesText(finding.victims.flatMap((id) => tests.get(id)?.retried ?? []))
  const cause = causeText(finding)
  const all: [string, string][] = [
    ['seen', countsOf(finding)],
    ...reasonsOf(finding).map(labelled),
    ['retries', retries ?? ''],
    ...(cause === undefined ? [] : [['cause', cause] as [string, string]]),
    ...causeAsides(finding),
    ...stateTexts(finding).map((text): [string, string] => ['state', text]),
    ['proof', proofText(finding)],
    ['search', effortText(finding)],
  ]
  return all.filter(([, text]) => text !== '')
}

/** `same error: 429` as label and text: the part before the first colon is ours. */
function labelled(reason: string): [string, string] {
  const colon = reason.indexOf(': ')
  return [reason.slice(0, colon), reason.slice(colon + 2)]
}

/** A test's id, as a link to its line where that is known. */
function linked(id: string, { report, tests, options }: FindingContext): string {
  const test = tests.get(id)
  if (options.sourceUrl === undefined || !test) return code(id)
  const path = sourcePath(repositoryPath(report, test, options.pathInRepository))
  const line = test.line === undefined ? '' : `#L${test.line}`
  return `[${code(id)}](${options.sourceUrl}/${path}${line})`
}

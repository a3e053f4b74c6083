import type { Finding, Report, TestReport } from '../model/report-document.js'
import { baselineText, isAccepted } from './accepted.js'
import { causeLines } from './cause.js'
import { countsOf, reasonsOf } from './evidence.js'
import { headline } from './headline.js'
import { inert } from './inert.js'
import { repositoryPath } from './repository-path.js'
import type { Reporter } from './reporter.js'
import { plural } from './words.js'

// GitHub shows ten errors and ten warnings of a step; one of each is kept for "and more".
const FINDINGS_SHOWN = 9
const FLAKY_SHOWN = 3
const ERRORS_SHOWN = 3
const VICTIMS_SHOWN = 10

interface Annotation {
  readonly level: 'error' | 'warning'
  readonly title: string
  readonly lines: readonly string[]
  readonly file?: string
  readonly line?: number | undefined
}

/** Annotations for a GitHub job: one a finding, at its first victim; none for what the baseline knows. */
export const github: Reporter = (report, { pathInRepository }) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const place = (test: TestReport | undefined) =>
    test && { file: repositoryPath(report, test, pathInRepository), line: test.line }
  const findings = report.findings.filter((finding) => !isAccepted(finding, report))
  const flaky = report.tests.filter(({ kind }) => kind === 'flaky')
  return [
    ...findings.slice(0, FINDINGS_SHOWN).map((finding) => ({
      ...ofFinding(finding, tests),
      ...place(tests.get(finding.victims[0] ?? '')),
    })),
    ...rest('error', findings.length - FINDINGS_SHOWN, 'more finding'),
    ...flaky.slice(0, FLAKY_SHOWN).map((test): Annotation => ({
      level: 'warning',
      title: 'Flaky test',
      lines: [inert(test.id), inert(test.note ?? 'its result changes in the same order')],
      ...place(test),
    })),
    ...rest('warning', flaky.length - FLAKY_SHOWN, 'more flaky test'),
    ...report.errors.slice(0, ERRORS_SHOWN).map((error) => ofError(error, report.exitCode)),
  ]
    .map((annotation) => `${command(annotation)}\n`)
    .join('')
}

function ofFinding(finding: Finding, tests: ReadonlyMap<string, TestReport>): Annotation {
  const more = finding.victims.length - VICTIMS_SHOWN
  return {
    level: finding.status === 'confirmed' ? 'error' : 'warning',
    title: `State leak ${finding.id}: ${headline(finding, tests)}`,
    lines: [
      ...finding.victims.slice(0, VICTIMS_SHOWN).map((id) => inert(id)),
      ...(more > 0 ? [`(+${more} more)`] : []),
      [countsOf(finding), ...reasonsOf(finding)].filter((part) => part !== '').join(' · '),
      ...(finding.baseline ? [inert(`baseline: ${baselineText(finding.baseline)}`)] : []),
      ...causeLines(finding),
      `replay: ${inert(finding.replay, 1_000)}`,
    ],
  }
}

function ofError({ message, hint }: Report['errors'][number], exitCode: number): Annotation {
  return {
    // Without exit code 2 leakcheck did its job in spite of it.
    level: exitCode === 2 ? 'error' : 'warning',
    title: 'leakcheck',
    lines: [inert(message), ...(hint === undefined ? [] : [`hint: ${inert(hint)}`])],
  }
}

function rest(level: Annotation['level'], count: number, noun: string): Annotation[] {
  if (count <= 0) return []
  return [{ level, title: 'leakcheck', lines: [`${plural(count, noun)}: see the log`] }]
}

function command({ level, title, lines, file, line }: Annotation): string {
  const properties = Object.entries({ file, line, title })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${level} ${properties.join(',')}::${escapeData(lines.join('\n'))}`
}

// The same rules as @actions/core has.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

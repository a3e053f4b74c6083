import type { Finding, Report, TestReport } from '../model/report-document.js'
import { baselineText, isAccepted } from './accepted.js'
import { causeLines, causeText } from './cause.js'
import { culpritsOf, type Culprit } from './culprits.js'
import { countsOf, reasonsOf } from './evidence.js'
import { headline } from './headline.js'
import { inert, inertLines } from './inert.js'
import { repositoryPath } from './repository-path.js'
import type { Reporter } from './reporter.js'
import { number, plural } from './words.js'

// GitHub shows ten annotations of each level of a step; one of them is kept for "and more".
const SHOWN = 9
const FLAKY_SHOWN = 3
const ERRORS_SHOWN = 3
const VICTIMS_SHOWN = 10
// Of a finding: any of those that add up would do, and who opens one line need not see fifty.
const CULPRITS_SHOWN = 3

interface Annotation {
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly lines: readonly string[]
  readonly file?: string
  readonly line?: number | undefined
}

interface Context {
  readonly report: Report
  readonly tests: ReadonlyMap<string, TestReport>
  readonly pathInRepository: string
}

/**
 * Annotations for a GitHub job: one a finding, at its first victim, and notices where it comes from; none for what the baseline
 * knows.
 */
export const github: Reporter = (report, { pathInRepository }) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const context = { report, tests, pathInRepository }
  const place = (test: TestReport | undefined) =>
    test && { file: repositoryPath(report, test, pathInRepository), line: test.line }
  const fresh = report.findings.filter((finding) => !isAccepted(finding, report))
  const errors = report.errors
    .slice(0, ERRORS_SHOWN)
    .map((error) => ofError(error, report.exitCode))
  const findings = fresh.map((finding) => ({
    ...ofFinding(finding, tests),
    ...place(tests.get(finding.victims[0] ?? '')),
  }))
  const flaky = report.tests.filter(({ kind }) => kind === 'flaky')
  return [
    ...fewOf('error', [...errors, ...findings], 'finding'),
    ...fewOf('warning', [...errors, ...findings], 'warning', [
      ...flaky.slice(0, FLAKY_SHOWN).map((test): Annotation => ({
        level: 'warning',
        title: 'Flaky test',
        lines: [inert(test.id), inert(test.note ?? 'its result changes in the same order')],
        ...place(test),
      })),
      ...rest('warning', flaky.length - FLAKY_SHOWN, 'more flaky test'),
    ]),
    ...fewOf('notice', ofCulprits({ ...context, report: { ...report, findings: fresh } }), 'place'),
  ]
    .map((annotation) => `${command(annotation)}\n`)
    .join('')
}

/** Those of one level, as many as GitHub shows; `last` stands for itself. */
function fewOf(
  level: Annotation['level'],
  all: readonly Annotation[],
  noun: string,
  last: readonly Annotation[] = [],
): Annotation[] {
  const own = all.filter((annotation) => annotation.level === level)
  const room = SHOWN - last.length
  const fits = own.length <= room + 1
  return [
    ...own.slice(0, fits ? own.length : room),
    ...rest(level, fits ? 0 : own.length - room, `more ${noun}`),
    ...last,
  ]
}

function ofFinding(finding: Finding, tests: ReadonlyMap<string, TestReport>): Annotation {
  const more = finding.victims.length - VICTIMS_SHOWN
  return {
    level: finding.status === 'confirmed' ? 'error' : 'warning',
    title: `State leak ${inert(finding.id)}: ${headline(finding, tests)}`,
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

/** Where the findings come from: one notice a place, whatever comes from it. */
function ofCulprits(context: Context): Annotation[] {
  const places = new Map<string, Annotation>()
  for (const finding of context.report.findings) {
    const about = consequences(finding, context.tests)
    for (const { file, line, name } of elsewhere(finding, context).slice(0, CULPRITS_SHOWN)) {
      const key = `${file}\n${line ?? ''}\n${name}`
      const lines = [...(places.get(key)?.lines ?? [inert(name)]), ...about]
      places.set(key, { level: 'notice', title: titleOf(finding), lines, file, line })
    }
  }
  return [...places.values()]
}

/** What adds up may be its first victim as well, whose line has the finding itself. */
function elsewhere(finding: Finding, context: Context): readonly Culprit[] {
  const all = culpritsOf(finding, context)
  if (finding.cause?.kind !== 'accumulation') return all
  return all.filter(({ name }) => name !== finding.victims[0])
}

/** What comes of it, and what it takes besides this place. */
function consequences(finding: Finding, tests: Context['tests']): string[] {
  const { id, victims, cause } = finding
  const more = victims.length > 1 ? ` (+${number(victims.length - 1)} more)` : ''
  const isAllOfIt = cause && 'tests' in cause && cause.tests.length === 1 && !cause.outside
  return [
    `${inert(id)}: ${headline(finding, tests)}: ${inert(victims[0] ?? '')}${more}`,
    ...(isAllOfIt ? [] : [`cause: ${causeText(finding) ?? ''}`]),
  ]
}

function titleOf({ cause }: Finding): string {
  if (cause?.kind === 'state-setter') return 'Other tests live on this one'
  // Any of them would do: none is to blame more than another.
  if (cause?.kind === 'accumulation') return 'This adds to a state leak'
  return 'A state leak comes from here'
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
    .map(([name, value]) => `${name}=${escapeProperty(inertLines(String(value)))}`)
  return `::${level} ${properties.join(',')}::${escapeData(inertLines(lines.join('\n')))}`
}

// The same rules as @actions/core has.
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

import type { Finding, Report, TestReport } from '../model/report-document.js'
import { isAccepted } from './accepted.js'
import { causeLines } from './cause.js'
import { escapeXml, escapeXmlText } from './escape-xml.js'
import { countsOf, reasonsOf } from './evidence.js'
import { headline } from './headline.js'
import { repositoryPath } from './repository-path.js'
import type { Reporter } from './reporter.js'

/** JUnit XML: a testcase a test; only what a confirmed finding names has failed, and is not known. */
export const junit: Reporter = (report, { pathInRepository }) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]))
  const suites = [...groupByFile(report.tests).values()].map((group) => {
    const cases = group.map((test) => ({
      test,
      result: resultOf(test, { report, findings, tests }),
    }))
    const [{ test: first } = {}] = cases
    // Where there is but one, its name tells nothing apart.
    const isOneOfMany = first !== undefined && first.project !== '' && report.projects.length > 1
    const name = isOneOfMany ? `[${first.project}] ${first.file}` : (first?.file ?? '')
    const file = first ? repositoryPath(report, first, pathInRepository) : ''
    const failures = cases.filter(({ result }) => result.kind === 'failure').length
    const skipped = cases.filter(({ result }) => result.kind === 'skipped').length
    const lines = suite(
      { name, file },
      cases.map(({ test, result }) => testCase(test, result)),
      { failures, skipped, errors: 0 },
    )
    return { lines, failures }
  })
  const faults = report.exitCode === 2 ? report.errors : []
  const totals = attributes({
    name: 'leakcheck',
    tests: report.tests.length + faults.length,
    failures: suites.reduce((sum, { failures }) => sum + failures, 0),
    errors: faults.length,
    time: (report.cost.wallMs / 1000).toFixed(3),
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${totals}>`,
    ...suites.flatMap(({ lines }) => lines),
    ...(report.exitCode === 2 ? errorSuite(faults) : []),
    '</testsuites>',
    '',
  ].join('\n')
}

type Result =
  | { readonly kind: 'passed' }
  | { readonly kind: 'noted'; readonly text: string }
  | { readonly kind: 'skipped'; readonly message: string }
  | { readonly kind: 'failure'; readonly finding: Finding; readonly message: string }

function resultOf(
  test: TestReport,
  known: {
    report: Report
    findings: ReadonlyMap<string, Finding>
    tests: ReadonlyMap<string, TestReport>
  },
): Result {
  const finding = test.findings
    .map((id) => known.findings.get(id))
    .filter((found) => found?.status === 'confirmed')
    .sort(
      (a, b) =>
        Number(a !== undefined && isAccepted(a, known.report)) -
        Number(b !== undefined && isAccepted(b, known.report)),
    )[0]
  if (finding && isAccepted(finding, known.report)) {
    const reason = finding.baseline?.reason ?? headline(finding, known.tests)
    return { kind: 'skipped', message: `known: ${finding.id}: ${reason}` }
  }
  if (finding) {
    return { kind: 'failure', finding, message: `${finding.id}: ${headline(finding, known.tests)}` }
  }
  const note = test.note === undefined ? '' : `: ${test.note}`
  if (test.kind === 'clean') return { kind: 'passed' }
  if (test.kind === 'flaky') return { kind: 'noted', text: `flaky${note}` }
  // Neither passed nor failed by what leakcheck looks for.
  return {
    kind: 'skipped',
    message: test.kind === 'skipped' ? (test.note ?? '') : `${test.kind}${note}`,
  }
}

// No `file`: Jenkins' XSD knows it of suites only, and refuses the whole document for it.
function testCase({ titlePath, file, ordinal }: TestReport, result: Result): string[] {
  const title = titlePath.length === 0 ? file : titlePath.join(' > ')
  const name = ordinal === 0 ? title : `${title} [#${ordinal + 1}]`
  const open = `    <testcase ${attributes({ name, classname: file })}`
  const body = resultLine(result)
  return body === undefined ? [`${open}/>`] : [`${open}>`, `      ${body}`, '    </testcase>']
}

function resultLine(result: Result): string | undefined {
  switch (result.kind) {
    case 'passed':
      return undefined
    case 'noted':
      return `<system-out>${escapeXmlText(result.text)}</system-out>`
    case 'skipped':
      return `<skipped ${attributes({ message: result.message })}/>`
    case 'failure': {
      const { finding, message } = result
      const lines = [
        countsOf(finding),
        ...(finding.failureAlone ? reasonsOf(finding) : []),
        finding.failure.message,
        ...causeLines(finding),
        `replay: ${finding.replay}`,
      ]
      const head = attributes({ message, type: finding.failure.type })
      return `<failure ${head}>${lines.map(escapeXmlText).join('\n')}</failure>`
    }
  }
}

/** What kept leakcheck from its job must not look like a pass. */
function errorSuite(errors: Report['errors']): string[] {
  const cases = errors.map(({ code, message, hint = '' }) => [
    `    <testcase ${attributes({ name: code, classname: 'leakcheck' })}>`,
    `      <error ${attributes({ message, type: code })}>${escapeXmlText(hint)}</error>`,
    '    </testcase>',
  ])
  return suite({ name: 'leakcheck' }, cases, { failures: 0, skipped: 0, errors: errors.length })
}

function suite(
  head: Record<string, string>,
  cases: readonly string[][],
  counts: Record<'failures' | 'skipped' | 'errors', number>,
): string[] {
  const all = { ...head, tests: cases.length, ...counts }
  return [`  <testsuite ${attributes(all)}>`, ...cases.flat(), '  </testsuite>']
}

function attributes(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escapeXml(String(value))}"`)
    .join(' ')
}

function groupByFile(tests: readonly TestReport[]): Map<string, TestReport[]> {
  const groups = new Map<string, TestReport[]>()
  for (const test of tests) {
    const key = `${test.project}\n${test.file}`
    const group = groups.get(key)
    if (group) group.push(test)
    else groups.set(key, [test])
  }
  return groups
}

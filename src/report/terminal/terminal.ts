import type { TestReport } from '../../model/report-document.js'
import type { Reporter } from '../reporter.js'
import { isAccepted } from '../accepted.js'
import { errorLines, notCoveredLines, silencedLines } from './asides.js'
import { baselineBlocks } from './baseline.js'
import { findingLines } from './finding.js'
import { kindLists } from './kind-list.js'
import { summaryLines } from './summary.js'
import { wrapLines } from '../wrap-lines.js'

/** What a person reads: findings, then what else was seen, then one line that sums it up. */
export const terminal: Reporter = (report, { paint, width }) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const blocks = [
    ...report.findings
      .filter((finding) => !isAccepted(finding, report))
      .map((finding, index) => findingLines(finding, { report, tests, paint, first: index === 0 })),
    ...kindLists(report.tests, paint),
    silencedLines(report.silenced, paint),
    notCoveredLines(report.notCovered, paint),
    errorLines(report.errors, paint),
    ...baselineBlocks(report, tests, paint),
    summaryLines(report, paint),
  ]
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => wrapLines(lines, width))
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n')
}

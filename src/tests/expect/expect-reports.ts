import { expect } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { ctrf } from '../../report/ctrf.js'
import { github } from '../../report/github.js'
import { junit } from '../../report/junit.js'
import { markdown } from '../../report/markdown/markdown.js'
import { ctrfFaults, junitFaults, sarifFaults } from '../../report/official-schemas.fixture.js'
import { plainPaint } from '../../report/paint.js'
import { sarif } from '../../report/sarif/sarif.js'

const options = { paint: plainPaint, pathInRepository: 'packages/a b' }

/** What every reporter makes of a real report is what its format allows. Starts nothing. */
export async function expectReports(report: Report): Promise<void> {
  expectQuickReports(report)
  await expectJunit([report])
}

/** The same without JUnit's, whose schema is checked by a program of its own. */
export function expectQuickReports(report: Report): void {
  expect(sarifFaults(sarif(report, options))).toEqual([])
  expect(ctrfFaults(ctrf(report, options))).toEqual([])
  const lines = github(report, options).split('\n').slice(0, -1)
  for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) [^\r]*::/)
  expect(lines.length).toBeLessThanOrEqual(30)
  // What a comment on GitHub holds.
  expect(markdown(report, options).length).toBeLessThan(65_536)
}

/** JUnit's of several reports at once: the program that checks them takes longer to start than to check one. */
export async function expectJunit(reports: readonly Report[]): Promise<void> {
  if (reports.length === 0) return
  expect(await junitFaults(...reports.map((report) => junit(report, options)))).toEqual([])
}

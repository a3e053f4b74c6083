import { expect } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { reportSchema } from '../expect/report-schema.js'
import { leakcheck } from './run-leakcheck.js'

/** Calls `leakcheck bisect`, and returns its report. */
export async function bisect(
  args: readonly string[],
  suite: string,
  exitCode = 1,
): Promise<Report> {
  const finished = await leakcheck(['bisect', '--json', ...args], suite)
  expect(finished.exitCode, finished.stderr).toBe(exitCode)
  const report = JSON.parse(finished.stdout) as Report
  expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
  return report
}

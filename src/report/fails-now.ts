import type { TestReport } from '../model/report-document.js'

/** What is said of a victim that the project sees fail today. */
export const FAILS_NOW = 'fails now'

/** Whether a test fails in the suite's own order, not only in others. */
export function failsNow(id: string, tests: ReadonlyMap<string, TestReport>): boolean {
  return tests.get(id)?.manifest === true
}

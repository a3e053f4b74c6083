// What each cell of the matrix took, from Vitest's JSON report.
import { timeOf } from './vitest.mjs'

/**
 * The time of a file, shared out among its cells as the times of their tests are: hooks are in no test's time.
 *
 * @param testResults of Vitest's JSON report; the outermost describe is the cell
 * @returns by cell, in ms
 */
export function durationsOf(testResults) {
  const durations = {}
  for (const file of testResults) {
    const own = {}
    for (const { ancestorTitles, duration = 0, status } of file.assertionResults) {
      const [cell] = ancestorTitles
      if (cell !== undefined && status === 'passed') own[cell] = (own[cell] ?? 0) + duration
    }
    const all = Object.values(own).reduce((sum, ms) => sum + ms, 0)
    for (const [cell, ms] of Object.entries(own))
      durations[cell] = Math.round(ms * Math.max(1, timeOf(file) / Math.max(1, all)))
  }
  return durations
}

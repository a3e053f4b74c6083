// node closing-line.mjs <file>…: the numbers of Vitest's JSON reports, in one line. A file that does not exist counts for nothing.
import { existsSync, readFileSync } from 'node:fs'

const reports = process.argv
  .slice(2)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')))
const sumOf = (count) => reports.reduce((sum, report) => sum + count(report), 0)

const passed = sumOf(({ numPassedTests }) => numPassedTests)
const failed = sumOf(({ numFailedTests }) => numFailedTests)
// A file that could not be imported has no tests to count, and failed all the same.
const broken = sumOf(
  ({ testResults }) =>
    testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
    ).length,
)
// Absent when something failed before the first test: then there are no numbers to give.
if (reports.length > 0) console.log(`${passed} passed, ${failed + broken} failed`)

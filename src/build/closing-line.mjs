// node closing-line.mjs <file>: the numbers of Vitest's JSON report, in one line.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
// A file that could not be imported has no tests to count, and failed all the same.
const brokenFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length
console.log(`${report.numPassedTests} passed, ${report.numFailedTests + brokenFiles} failed`)

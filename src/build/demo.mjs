// npm run demo: leakcheck on a real suite that leaks, from a clean clone on.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installAll } from './install.mjs'
import { node, npm, root } from './shell.mjs'

const SUITE = 'fixtures/vitest/rate-limiter'
const LEAKCHECK = 'node bin/leakcheck.js'

console.log(`
The suite in ${SUITE} has 610 tests of a small shop's API. Every test passes alone.
In one process 33 fail: express-rate-limit keeps counting from test to test, and after 18 tests
that call the API the others get "429 Too Many Requests". No test is to blame more than another.

Next: install what is missing, build, and run

  ${LEAKCHECK} run -C ${SUITE}

which runs the suite together, every test alone, and in other orders, and compares.
That is about 700 test processes: four minutes on two cores.
`)

installAll()
npm(['run', 'build'])
const reportFile = join(root, SUITE, '.leakcheck/report.json')
rmSync(reportFile, { force: true })
const exitCode = node(['bin/leakcheck.js', 'run', '-C', SUITE])

const expected = readJson(join(root, SUITE, 'expected.json'))
const problem = differenceFrom(expected)
if (problem !== undefined) {
  console.error(`\nThe demo did not go as planned: ${problem}.`)
  process.exitCode = 1
} else {
  console.log(`
That is the planted leak: exit code ${exitCode}, one cause, and the tests it can break. Look at

  the finding above                       which tests, how often alone and together, the same error
  ${SUITE}/.leakcheck/
    report.json                           all of it, for machines
    orders/                               the orders that prove it, one test id a line
  ${SUITE}/src/http/rate-limit.ts    the counter that is never reset

and see it fail again: ${LEAKCHECK} replay L1 -C ${SUITE}
`)
}

/** What came out otherwise than the suite's ground truth says; undefined: nothing. */
function differenceFrom({ exitCode: expectedCode, findings: [leak] }) {
  if (exitCode !== expectedCode) return `leakcheck ended with ${exitCode}, not with ${expectedCode}`
  const { findings } = readJson(reportFile)
  const found = findings.find(
    ({ kind, victims }) => kind === leak.kind && victims.length === leak.victims,
  )
  return found ? undefined : `no finding of kind "${leak.kind}" with ${leak.victims} tests`
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'))
}

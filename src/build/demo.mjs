// npm run demo: leakcheck on a founding fixture, from a clean clone on.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installAll } from './install.mjs'
import { node, npm, root } from './shell.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

const LEAKCHECK = 'node bin/leakcheck.js'

/** The same bug in both worlds: the one that leakcheck was born from, and its JavaScript twin. */
const PYTEST = {
  folder: 'fixtures/pytest/slowapi-limiter',
  limiter: 'slowapi',
  guilty: 'depot/rate_limit.py',
  price: 'Each test runs in a clone of one process that has collected them all: about a minute.',
  prepare: () => makeVirtualenvs(['fixtures']),
}
const VITEST = {
  folder: 'fixtures/vitest/rate-limiter',
  limiter: 'express-rate-limit',
  guilty: 'src/http/rate-limit.ts',
  price: 'That is about 700 test processes: four minutes on two cores.',
  prepare: () => installAll(['fixtures/vitest/rate-limiter']),
}

const suite = hasPython() ? PYTEST : VITEST
console.log(`
The suite in ${suite.folder} has 610 tests of a small API. Every test passes alone.
In one process 33 fail: ${suite.limiter} keeps counting from test to test, and after 18 tests
that call the API the others get "429 Too Many Requests". No test is to blame more than another.

Next: install what is missing, build, and run

  ${LEAKCHECK} run -C ${suite.folder}

which runs the suite together, every test alone, and in other orders, and compares.
${suite.price}
`)

installAll(['.'])
suite.prepare()
npm(['run', 'build'])
const reportFile = join(root, suite.folder, '.leakcheck/report.json')
rmSync(reportFile, { force: true })
const exitCode = node(['bin/leakcheck.js', 'run', '-C', suite.folder])

const expected = readJson(join(root, suite.folder, 'expected.json'))
const problem = differenceFrom(expected)
if (problem !== undefined) {
  console.error(`\nThe demo did not go as planned: ${problem}.`)
  process.exitCode = 1
} else {
  console.log(`
That is the planted leak: exit code ${exitCode}, one cause, and the tests it can break. Look at

  the finding above                       which tests, how often alone and together, the same error
  ${suite.folder}/.leakcheck/
    report.json                           all of it, for machines
    orders/                               the orders that prove it, one test id a line
  ${suite.folder}/${suite.guilty}    the counter that is never reset

and see it fail again: ${LEAKCHECK} replay L1 -C ${suite.folder}
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

function hasPython() {
  const needed = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))'
  return spawnSync('python3', ['-c', needed]).status === 0
}

/** Every exit code of docs/exit-codes.md, and one clear line with a hint for everything a user can get wrong. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { expectOneLine } from '../expect/expect-one-line.js'
import { whenSaid } from '../drive/moments.js'
import { startLeakcheck } from '../drive/start-leakcheck.js'
import { PASSING, project } from '../drive/made-up-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures } from '../drive/folders.js'

describe('what a user can get wrong', () => {
  test.each([
    ['an unknown flag', ['run', '--round', '3'], /unknown option '--round'/, /--rounds/],
    [
      'a flag before the command',
      ['-C', '.', 'run'],
      /unknown option '-C'/,
      /: leakcheck run -C \.$/,
    ],
    ['two reporters on stdout', ['run', '--json', '--reporter', 'junit'], /junit/, /=junit\.xml/],
    ['an unknown command', ['rnu'], /unknown command 'rnu'/, /run/],
    ['a number that is none', ['run', '--rounds', 'many'], /--rounds/, /shuffles/],
    ['a time that is none', ['run', '--budget', 'soon'], /--budget/, /whole job/],
    ['a time without a unit', ['run', '--budget', '10'], /--budget .* unit/, /10s or 10m/],
    [
      'a folder that is not there',
      ['run', '-C', 'no/such/place'],
      /no folder at no\/such\/place/,
      /test runner/,
    ],
    ['a config file that is not there', ['run', '-c', 'nope.json'], /nope\.json/, /leakcheck init/],
    [
      'a folder that is a file',
      ['run', '--output-dir', 'package.json'],
      /package\.json/,
      /--output-dir/,
    ],
    [
      'the project as the folder for results',
      ['run', '--output-dir', '.'],
      /is in \./,
      /--output-dir/,
    ],
    [
      "somebody else's folder for results",
      ['run', '--output-dir', 'tests'],
      /tests is not empty/,
      /new or empty/,
    ],
    ['a finding without a report', ['replay', 'L1'], /no report/, /leakcheck run/],
    ['a test without a report', ['why', 'passes'], /no report/, /leakcheck run/],
    ['an order file that is not there', ['replay', 'nope.txt'], /nope\.txt/, /finding.*file/],
    ['no test to ask about', ['why'], /missing required argument 'test'/, /leakcheck why --help/],
    [
      'a flag of another command',
      ['why', 'x', '--rounds', '3'],
      /unknown option '--rounds'/,
      /why --help/,
    ],
  ] as const)('%s', async (_, args, message, hint) => {
    const { exitCode, stderr, stdout } = await leakcheck(
      args,
      project({ 'tests/a.test.ts': PASSING }),
    )
    expect(exitCode, stderr).toBe(2)
    expect(stdout).toBe('')
    expectOneLine(stderr, message, hint)
  })

  test.each([
    ['a misspelt key', '{ "isolat": "all" }', /isolat/, /isolate/],
    ['a value of the wrong type', '{ "rounds": "three" }', /rounds/, /shuffles/],
    ['broken JSON', '{ "rounds": 3', /leakcheck\.config\.json/, /comma/],
    ['no object', '[]', /must be an object/, /leakcheck init/],
    ['nothing at all', '', /is empty/, /remove it/],
  ] as const)('in the config file: %s', async (_, config, message, hint) => {
    const folder = project({ 'tests/a.test.ts': PASSING, 'leakcheck.config.json': config })
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, message, hint)
  })

  test('a config file that throws', async () => {
    const folder = project({ 'leakcheck.config.mjs': `throw new Error('my config is broken')` })
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /leakcheck\.config\.mjs.*my config is broken/, /LEAKCHECK_DEBUG/)
  })

  test("a broken config of the runner's", async () => {
    const folder = project({ 'tests/a.test.ts': PASSING, 'vitest.config.mjs': 'export default {{' })
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /vitest .* did not start/, /npx vitest run/)
  })

  test.each(['run', 'init', 'doctor'])('no runner: %s', async (command) => {
    const folder = mkdtempSync(join(tmpdir(), 'no-runner-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    const { exitCode, stderr } = await leakcheck([command], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /no test runner/, /hint/)
    expect(readdirSync(folder)).toEqual([])
  })

  test('a runner that is not supported yet', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-runner-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true })
    })
    writeFileSync(join(folder, 'package.json'), '{ "scripts": { "test": "jest --ci" } }')
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /tests for jest .*script test.*not supported yet/, /pytest 7 to 9/)
  })

  test('a second leakcheck in the same folder', async () => {
    const waits = `import { existsSync } from 'node:fs'
import { test } from 'vitest'
test('waits', async () => {
  while (!existsSync(process.env.FIXTURE_STATE_DIR + '/go')) await new Promise((done) => setTimeout(done, 20))
}, 600_000)\n`
    const folder = project({ 'tests/a.test.ts': waits })
    const state = temporaryFolder('state-')
    const first = startLeakcheck(['run'], folder, { FIXTURE_STATE_DIR: state })
    await whenSaid('together')(first)
    const second = await leakcheck(['run'], folder)
    expect(second.exitCode, second.stderr).toBe(2)
    expectOneLine(second.stderr, /another leakcheck/, /--output-dir/)
    writeFileSync(join(state, 'go'), '')
    const { exitCode, stderr } = await first
    expect(exitCode, stderr).toBe(0)
  })
})

describe('exit codes', () => {
  test('0: a healthy suite', async () => {
    const { exitCode, stdout } = await leakcheck(['run'], project({ 'tests/a.test.ts': PASSING }))
    expect(exitCode).toBe(0)
    expect(stdout).toContain('1 test')
  })

  test('1 for a leak, which is all that --isolate suspects runs alone; 5 where it does not reproduce', async () => {
    const suite = join(fixtures, 'vitest/victim-in-file')
    const where = ['--output-dir', temporaryFolder('out-')]
    const args = ['run', '--json', '--repeats', '1', '--isolate', 'suspects', ...where]
    const { exitCode, stdout, stderr } = await leakcheck(args, suite)
    expect(exitCode, stderr).toBe(1)
    const { counts } = JSON.parse(stdout) as Report
    expect(counts).toMatchObject({ victim: 1, 'not-compared': 6 })
    expect((await leakcheck(['replay', 'L1', ...where], suite)).exitCode).toBe(1)
    const order = join(where[1] ?? '', 'findings/L1/order.txt')
    expect((await leakcheck(['replay', order], suite)).exitCode).toBe(1)
    const alone = await leakcheck(['replay', join(order, '../alone.txt')], suite)
    expect(alone.exitCode).toBe(5)
    expect(alone.stdout).toContain('DID NOT REPRODUCE')
  }) // prettier-ignore

  test('2: not one file can be imported', async () => {
    const folder = project({ 'tests/a.test.ts': `throw new Error('no database')` })
    const { exitCode, stdout } = await leakcheck(['run', '--json'], folder)
    expect(exitCode).toBe(2)
    const report = JSON.parse(stdout) as Report
    expect(report.errors[0]).toMatchObject({ code: 'nothing-collected' })
    expect(report.errors[0]?.message).toContain('no database')
  })

  test('2: a global set-up that fails', async () => {
    const folder = project({
      'tests/a.test.ts': PASSING,
      'setup.ts': `export default () => { throw new Error('no docker here') }`,
      'vitest.config.mjs': `export default { test: { globalSetup: './setup.ts' } }`,
    })
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /no docker here/, /hint/)
  })

  test('2: test processes that cannot start', async () => {
    const folder = project({
      'tests/a.test.ts': PASSING,
      'environment.mjs': `throw new Error('this DOM needs another Node')`,
      'vitest.config.mjs': `export default { test: { environment: './environment.mjs' } }`,
    })
    const { exitCode, stderr } = await leakcheck(['run'], folder)
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /this DOM needs another Node/, /hint/)
  })

  test('3: a difference that a limit left unconfirmed', async () => {
    const leaky = `import { expect, test } from 'vitest'
      let n = 0
      test('first', () => { n++ })
      test('second', () => { expect(++n).toBe(1) })`
    const args = ['run', '--json', '--max-runs', '4']
    const { exitCode, stdout } = await leakcheck(args, project({ 'tests/a.test.ts': leaky }))
    const report = JSON.parse(stdout) as Report
    expect(report.counts.undecided, stdout).toBe(1)
    expect(report.complete).toBe(false)
    expect(exitCode).toBe(3)
  })

  test('2: a budget that ends before anything was compared', async () => {
    const args = ['run', '--json', '--budget', '1ms']
    const { exitCode, stdout } = await leakcheck(args, project({ 'tests/a.test.ts': PASSING }))
    const { counts, complete, notCovered, errors } = JSON.parse(stdout) as Report
    expect(counts, stdout).toMatchObject({ tests: 1, clean: 0, 'not-compared': 1 })
    expect(complete).toBe(false)
    expect(notCovered.map(({ why }) => why)).toContain('the budget of 1 ms ended')
    expect(errors).toMatchObject([{ code: 'nothing-compared' }])
    expect(exitCode).toBe(2)
  })

  test.each([
    ['no test file', {}, []],
    ['one path of two matches no file', { 'tests/a.test.ts': PASSING }, ['tests', 'tests/nowhere']],
    [
      'no test has one id of two',
      { 'tests/a.test.ts': PASSING },
      ['-t', 'tests/a.test.ts > passes', '-t', 'tests/a.test.ts > fails'],
    ],
  ] as const)('4: %s', async (_, files, args) => {
    const { exitCode, stderr } = await leakcheck(['run', ...args], project(files))
    expect(exitCode, stderr).toBe(4)
    expectOneLine(stderr, /^leakcheck: /, /hint/)
  })
})

describe('parts of the plan', () => {
  test('--dry-run prints the plan and runs nothing', async () => {
    const folder = project({
      'tests/a.test.ts': PASSING + String(PASSING.replace('passes', 'passes too').split('\n')[1]),
    })
    const { exitCode, stdout } = await leakcheck(['run', '--dry-run'], folder)
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/alone +2 runs/)
    expect(readJson(join(folder, '.leakcheck/report.json'))).toMatchObject({
      complete: false,
      cost: { runs: 0 },
    })
  })

  test('--isolate sample:N leaves the rest not compared, and that is no failure', async () => {
    const cases = Array.from({ length: 8 }, (_, index) => `test('case ${String(index)}', () => {})`)
    const folder = project({
      'tests/a.test.ts': `import { test } from 'vitest'\n${cases.join('\n')}\n`,
    })
    const { exitCode, stdout } = await leakcheck(
      ['run', '--json', '--isolate', 'sample:3', '--rounds', '2'],
      folder,
    )
    const report = JSON.parse(stdout) as Report
    expect(exitCode).toBe(0)
    expect(report.counts).toMatchObject({ tests: 8, clean: 3, 'not-compared': 5 })
    // together, reverse, twice, two shuffles, three alone
    expect(report.cost.runs).toBe(8)
    expect(report.tests[0]?.orders.map(({ order }) => order)).toEqual([
      'reverse',
      'twice',
      'shuffle:1',
      'shuffle:2',
    ])
  })
})

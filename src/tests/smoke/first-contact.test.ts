/** The commands of the first five minutes: init, doctor, why. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Why } from '../../model/why.js'
import { expectOneLine } from '../expect/expect-one-line.js'
import { PASSING, project } from '../drive/made-up-project.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures } from '../drive/folders.js'

const suites = join(fixtures, 'vitest')

test('init writes a config once, and run works with it', async () => {
  const folder = project({ 'tests/a.test.ts': PASSING })
  const config = join(folder, 'leakcheck.config.json')
  const first = await leakcheck(['init'], folder)
  expect(first.exitCode, first.stderr).toBe(0)
  expect(first.stdout).toMatch(/wrote leakcheck\.config\.json\n +runner +vitest/)
  const text = readFileSync(config, 'utf8')
  expect(JSON.parse(text)).toMatchObject({ runner: 'vitest' })
  const again = await leakcheck(['init'], folder)
  expect(again.exitCode, again.stderr).toBe(0)
  expect(again.stdout).toContain('leakcheck.config.json is there already')
  expect(readFileSync(config, 'utf8')).toBe(text)
  expect(existsSync(join(folder, '.leakcheck'))).toBe(false)
  expect((await leakcheck(['run'], folder)).exitCode).toBe(0)
})

test('completion: a script for a shell, and what that script asks', async () => {
  const suite = join(suites, 'two-leaks')
  const script = await leakcheck(['completion', 'bash'], suite)
  expect(script.exitCode, script.stderr).toBe(0)
  expect(script.stdout).toContain('leakcheck complete -- ')
  const asked = await leakcheck(['complete', '--', 'run', '--isolate', 'sus'], suite)
  expect(asked.stdout).toMatch(/^suspects\t?\n:\d+$/)
  const unknown = await leakcheck(['completion', 'tcsh'], suite)
  expect(unknown.exitCode).toBe(2)
  expectOneLine(unknown.stderr, /no completion for the shell tcsh/, /bash \| zsh/)
})

test('doctor: one screen, the same plan as a dry run, and JSON', async () => {
  const suite = join(suites, 'two-leaks')
  const { exitCode, stdout, stderr } = await leakcheck(['doctor'], suite)
  expect(exitCode, stderr).toBe(0)
  expect(stdout).toMatch(/^found +vitest 4\.1\.12: vitest\.config\.ts in this folder$/m)
  expect(stdout).toMatch(/^tests +9 in 4 files$/m)
  expect(stdout).toMatch(/^isolation +all tests share one process$/m)
  expect(stdout.match(/^✓/gm)).toHaveLength(4)
  expect(stdout).toMatch(/^a run +12 runs, about .*: together 1, alone 9, reverse 1, twice 1;/m)
  expect(stdout.split('\n').length).toBeLessThanOrEqual(25)
  const json = await leakcheck(['doctor', '--json', '--no-color'], suite)
  // Where that takes long: signs of life.
  expect(json.stderr).toMatch(/^(?:discover {2}\d.*\n)*$/)
  expect(JSON.parse(json.stdout)).toMatchObject({
    schemaVersion: 1,
    projects: [{ runner: { name: 'vitest' }, tests: 9, files: 4, processes: 1, mostInOne: 9 }],
    plan: { totalRuns: 12 },
    exitCode: 0,
  })
  expect(existsSync(join(suite, 'leakcheck.config.json'))).toBe(false)
})

test('doctor: a check that fails has a cause and what to do', async () => {
  const folder = project({ 'tests/a.test.ts': `throw new Error('no database')` })
  const { exitCode, stdout, stderr } = await leakcheck(['doctor'], folder)
  expect(exitCode, stderr).toBe(2)
  expect(stdout).toMatch(
    /^✗ lists the tests: 1 file cannot be imported, such as tests\/a\.test\.ts: Error: no\n {2}database\n +\S/m,
  )
  expect(stdout).toMatch(/^then +.*leakcheck.* doctor/m)
  const skipped = `import { test } from 'vitest'\ntest.skip('later', () => {})\n`
  const none = await leakcheck(['doctor'], project({ 'tests/a.test.ts': skipped }))
  expect(none.exitCode, none.stderr).toBe(2)
  expect(none.stdout).toContain('every test is marked to be skipped')
})

test('one test of the last run, by a part of its id', async () => {
  const suite = join(suites, 'victim-in-file')
  const where = ['--output-dir', temporaryFolder('out-')]
  await leakcheck(['run', '--repeats', '1', ...where], suite)
  const { exitCode, stdout, stderr } = await leakcheck(['why', 'full price', ...where], suite)
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toBe('')
  expect(stdout).toContain('victim: passes alone, fails in company')
  expect(stdout).toMatch(/alone +cold +\d passed +(r\d+ ?)+ +findings\/L1\/alone\.txt/)
  expect(stdout).toMatch(/A {2}AssertionError: expected 90 to be 100/)
  const json = await leakcheck(['why', 'SAVE10', '--json', ...where], suite)
  const about = JSON.parse(json.stdout) as Why
  expect(about).toMatchObject({
    test: { kind: 'clean' },
    blamed: [{ finding: 'L1', as: 'polluter' }],
  })
  // Whatever it prints works as printed.
  const [first] = about.commands
  expect((await inShell(first?.command ?? '', suite)).exitCode, first?.command).toBe(1)
  const several = await leakcheck(['why', 'cart', ...where], suite)
  expect(several.exitCode).toBe(2)
  expectOneLine(several.stderr, /5 tests have cart in their id/, /and 2 more/)
  const unknown = await leakcheck(['why', 'ful prize', ...where], suite)
  expect(unknown.exitCode).toBe(4)
  expectOneLine(unknown.stderr, /no test is called ful prize/, /leakcheck list/)
})

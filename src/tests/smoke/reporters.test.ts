import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { copyFixture } from '../drive/copy-fixture.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures } from '../drive/folders.js'

/** Under GitHub Actions, as the job says; elsewhere, nothing of that. */
const ELSEWHERE = { GITHUB_ACTIONS: undefined, GITHUB_STEP_SUMMARY: undefined }

let suite: string
let summary: string
let printed: string
beforeAll(async () => {
  suite = copyFixture(join(fixtures, 'vitest', 'victim-across-files'))
  summary = join(temporaryFolder('summary-'), 'summary.md')
  writeFileSync(summary, '')
  const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
  const args = ['run', '--repeats', '1', '--reporter', 'sarif=out/leakcheck.sarif']
  const finished = await leakcheck(args, suite, env)
  expect(finished.exitCode, finished.stderr).toBe(1)
  printed = finished.stdout
})

test('under GitHub Actions there are annotations and a summary, unasked', () => {
  expect(printed).toMatch(/^✗ L1 /m)
  expect(printed).toMatch(/^::error file=[^,]+,line=\d+,title=State leak L1/m)
  expect(printed).toMatch(/^::notice file=[^,]+,line=\d+,title=A state leak comes from here::/m)
  expect(readFileSync(summary, 'utf8')).toMatch(/^## leakcheck: 1 finding\n/)
  expect(readFileSync(join(suite, 'out', 'leakcheck.sarif'), 'utf8')).toContain(
    '"version": "2.1.0"',
  )
})

test('the report is shown again, as it was or by another reporter, and exits with 0', async () => {
  const again = await leakcheck(['report'], suite, ELSEWHERE)
  expect(again).toMatchObject({ exitCode: 0, stderr: '' })
  expect(printed.startsWith(again.stdout)).toBe(true)
  const markdown = await leakcheck(['report', '.leakcheck', '--reporter', 'markdown'], suite)
  expect(markdown.stdout).toBe(readFileSync(summary, 'utf8').trimEnd())
  const json = await leakcheck(['report', '--json'], suite, ELSEWHERE)
  expect(JSON.parse(json.stdout)).toEqual(
    JSON.parse(readFileSync(join(suite, '.leakcheck', 'report.json'), 'utf8')),
  )
})

test('one of the user and those that work are written, whatever the others do', async () => {
  mkdirSync(join(suite, 'reporters'), { recursive: true })
  const files = {
    good: 'export default (report) => { const text = `${report.tests.length} tests\\n`; report.tests = []; return text }',
    throws: 'export default () => { throw new Error("oops") }',
    number: 'export default async () => 42',
  }
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(suite, 'reporters', `${name}.mjs`), text)
  const names = ['throws', 'number', 'good', 'absent'].map((name) => `./reporters/${name}.mjs`)
  const args = [...names, 'junit=out/junit.xml'].flatMap((name) => ['--reporter', name])
  const { exitCode, stdout, stderr } = await leakcheck(['report', ...args], suite, ELSEWHERE)
  expect(exitCode).toBe(2)
  expect(stdout).toMatch(/^[1-9]\d* tests$/)
  expect(stderr).toContain('the reporter ./reporters/throws.mjs failed: oops')
  expect(stderr).toContain('./reporters/number.mjs returned no string, but number')
  expect(stderr).toContain('./reporters/absent.mjs: there is no such file')
  expect(readFileSync(join(suite, 'out', 'junit.xml'), 'utf8')).toContain('<testcase ')
})

test('a reporter that cannot be loaded is found out before the tests run', async () => {
  const folder = temporaryFolder('misspelt-')
  const { exitCode, stderr } = await leakcheck(['run', '--reporter', 'junti=x.xml'], folder)
  expect(exitCode).toBe(2)
  expect(stderr).toContain("did you mean 'junit'?")
  expect(existsSync(join(folder, '.leakcheck'))).toBe(false)
})

test.each([
  ['no-report', 'there is no report of an earlier run here', []],
  ['absent', 'nothing at elsewhere', ['elsewhere']],
])('without a report: %s', async (_, said, operands) => {
  const { exitCode, stdout, stderr } = await leakcheck(
    ['report', ...operands],
    temporaryFolder('bare-'),
  )
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain(said)
})

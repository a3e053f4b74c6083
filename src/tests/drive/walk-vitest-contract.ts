/**
 * What the Vitest adapter has to bear, on every Vitest that leakcheck drives: names, modifiers and hooks of every kind, tests
 * that hang, crash and shout, every pool and environment, and a project that has switched on all that changes how tests run.
 */
import { renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report, TestReport } from '../../model/report-document.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'
import { copyBelow } from './copy-fixture.js'
import { fixtures } from './folders.js'
import { atThisPace } from './machine-pace.js'
import { marked } from './marked.js'
import { readJson } from './read-json.js'
import { leakcheck } from './run-leakcheck.js'
import type { RunnerVersion } from './runner-versions.js'
import { temporaryFolder } from './temporary-folder.js'
import { treeOf } from './tree-of.js'

const suite = join(fixtures, 'vitest-contract')
const truth = readJson<Expected>(join(suite, 'expected.json'))
/** Much longer than anything takes that does not hang; long enough for a process to start. */
const HANGS_MS = 3_000

export function walkVitestContract({ major, packages, node }: RunnerVersion): void {
  const mark = marked()
  let folder: string
  let before: Record<string, string>
  let report: Report
  let exitCode: number | undefined

  beforeAll(async () => {
    folder = copyBelow(temporaryFolder('contract-', packages), suite, 'suite')
    if (major === '2')
      renameSync(join(folder, 'workspace-of-2.ts'), join(folder, 'vitest.workspace.ts'))
    before = treeOf(folder)
    const args = ['run', '--json', ...truth.args]
    // In CI, snapshots that do not exist yet fail.
    const finished = await leakcheck(args, folder, { ...mark.env, CI: 'true' }, node)
    exitCode = finished.exitCode
    expect(finished.stdout, finished.stderr).toMatch(/^\{/)
    report = JSON.parse(finished.stdout) as Report
  })
  afterAll(() => rmSync(dirname(folder), { recursive: true, force: true }))

  const find = (file: string, title?: string): TestReport => {
    const found = report.tests.find((each) => each.file === file && each.titlePath.at(-1) === title)
    if (!found) throw new Error(`no test ${title ?? ''} in ${file}`)
    return found
  }

  test('finds every test by its name, and nothing but the two leaks', () => {
    expectTruth(report, exitCode, truth)
    expect(report.projects[0]?.runner.version).toMatch(new RegExp(`^${major}\\.`))
  })

  test.each([
    ['tests/ends.test.ts', 'asks to exit', 'failed', 'process.exit'],
    ['tests/ends.test.ts', 'dies', 'crashed', 'the process ended while this test was running'],
    ['tests/modifiers.test.ts', 'takes too long', 'failed', 'Test timed out in 200ms'],
    ['tests/modifiers.test.ts', 'no longer fails, as it should', 'failed', 'Expect test to fail'],
    ['tests/hooks.test.ts', 'needs it too', 'failed', 'no database today'],
    ['tests/hooks.test.ts', 'fails with it', 'failed', 'cannot delete'],
    ['tests/import-throws.test.ts', undefined, 'failed', 'no database configured'],
    ['tests/empty.test.ts', undefined, 'failed', 'No test suite found in file'],
    ['threads/threads.test.ts', 'ends the process', 'crashed', 'the process ended while'],
  ])('%s > %s: %s, in every order, with its reason', (file, title, outcome, note) => {
    const guilty = find(file, title)
    expect(guilty.note).toContain(note)
    expect(Object.keys(guilty.together)).toEqual([outcome])
    expect(Object.keys(guilty.alone)).toEqual([outcome])
  })

  test('first attempts are compared, and what retries make of them stands beside', () => {
    const { kind, retried } = find('tests/modifiers.test.ts', 'passes at the second attempt')
    expect({ kind, retried }).toEqual({
      kind: 'broken',
      retried: { outcome: 'passed', attempts: 2 },
    })
    expect(
      find('tests/titles.test.ts', 'counts what is there, and no more').retried,
    ).toBeUndefined()
  })

  test('what fails outside of tests is reported, and blamed on none', () => {
    expect(report.errors).toContainEqual({
      code: 'after-hook-failed',
      message: 'Error: the server does not stop',
      file: 'tests/hooks.test.ts',
    })
    expect(report.errors).toContainEqual({
      code: 'unhandled-error',
      message: 'Error: nobody caught this',
    })
  })

  test('writes nothing into the project: no snapshot, report or coverage', () => {
    expect(treeOf(folder)).toEqual(before)
  })

  test('a test that blocks its thread is ended, and its neighbours keep their results', async () => {
    const hangsMs = atThisPace(HANGS_MS)
    const args = ['run', '--json', '--repeats', '1', '--timeout', `${String(hangsMs)}ms`, 'hangs']
    const { stdout } = await leakcheck(args, folder, mark.env, node)
    const { tests } = JSON.parse(stdout) as Report
    expect(tests.map(({ titlePath, kind }) => [...titlePath, kind])).toEqual([
      ['before', 'clean'],
      ['never ends', 'broken'],
      ['after', 'clean'],
    ])
    expect(tests[1]?.note).toContain(`nothing happened for ${String(hangsMs)} ms`)
  })

  test('leaves no process', async () => {
    expect(await mark.settled()).toEqual([])
  })
}

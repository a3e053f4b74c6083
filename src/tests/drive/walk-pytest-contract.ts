/**
 * What every pytest adapter has to bear, on each pytest that leakcheck drives: tests that hang, exit, crash, shout and
 * leave children, fixtures that fail, and a project that has switched on all that changes how tests run.
 */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Report, TestReport } from '../../model/report-document.js'
import { reportSchema } from '../expect/report-schema.js'
import { copyFixture } from './copy-fixture.js'
import { fixtures } from './folders.js'
import { atThisPace } from './machine-pace.js'
import { marked } from './marked.js'
import { leakcheck } from './run-leakcheck.js'
import type { RunnerVersion } from './runner-versions.js'

const CRASH = 'Crash: the process ended while this test was running'
/** Much longer than anything takes that does not hang; long enough for a process to start. */
const HANGS_MS = 3_000

/** Every file of the suite. */
export const HOSTILE_MODULES = readdirSync(join(fixtures, 'pytest-hostile/tests'))
  .filter((name) => name.endsWith('.py'))
  .map((name) => name.slice('test_'.length, -'.py'.length))

/**
 * Declares the tests of some files of the suite, which are run together.
 *
 * @param more more arguments for leakcheck
 */
export function walkPytestContract(
  { args = [] }: RunnerVersion,
  files: readonly string[],
  more: readonly string[] = [],
): void {
  const hangsMs = atThisPace(HANGS_MS)
  const has = (...some: string[]): boolean => some.every((file) => files.includes(file))
  const mark = marked()
  let suite: string
  let report: Report
  let exitCode: number | undefined

  beforeAll(async () => {
    suite = copyFixture(join(fixtures, 'pytest-hostile'))
    const limits = ['--timeout', `${String(hangsMs)}ms`, '--repeats', '1']
    const paths = files.map((file) => `tests/test_${file}.py`)
    const run = ['run', '--json', ...limits, ...args, ...more, ...paths]
    const finished = await leakcheck(run, suite, mark.env)
    exitCode = finished.exitCode
    expect(finished.stdout, finished.stderr).toMatch(/^\{/)
    report = JSON.parse(finished.stdout) as Report
  })

  const find = (file: string, ...titlePath: string[]): TestReport => {
    const found = report.tests.find(
      (each) => each.file === `tests/test_${file}.py` && each.titlePath.join() === titlePath.join(),
    )
    if (!found) throw new Error(`no test ${titlePath.join()} in ${file}`)
    return found
  }

  test('writes a valid report', () => {
    expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
  })

  test.each(guilty(hangsMs).filter(([file]) => has(file)))(
    '%s %s: %s; its neighbours keep their results',
    (file, title, outcome, note) => {
      const guilty = find(file, title)
      expect(guilty).toMatchObject({ kind: 'broken' })
      expect(guilty.note).toContain(note)
      expect(Object.keys(guilty.together)).toEqual([outcome])
      expect(Object.keys(guilty.alone)).toEqual([outcome])
      for (const neighbour of ['test_before', 'test_after']) {
        const { kind, together, alone } = find(file, neighbour)
        expect(kind).toBe('clean')
        expect(Object.keys(together)).toEqual(['passed'])
        expect(Object.keys(alone)).toEqual(['passed'])
      }
    },
  )

  if (has('fixtures'))
    test.each([
      [['test_session_wide'], 'RuntimeError: no session today'],
      [['test_module_wide'], 'RuntimeError: no module today'],
      [['TestClass', 'test_class_wide'], 'RuntimeError: no class today'],
      [['test_function_wide'], 'RuntimeError: no function today'],
      [['test_fails_afterwards'], 'RuntimeError: cannot clean up'],
      [['test_unknown'], "fixture 'no_such_fixture' not found"],
    ])('a fixture that fails is the failure of its test: %s', (titlePath, note) => {
      const found = find('fixtures', ...titlePath)
      expect(found.kind).toBe('broken')
      expect(found.note).toContain(note)
    })

  if (has('fixtures'))
    test('tests beside a fixture that fails are clean', () => {
      expect(find('fixtures', 'TestClass', 'test_without').kind).toBe('clean')
      expect(find('fixtures', 'test_without').kind).toBe('clean')
    })

  if (has('module_teardown'))
    test('a fixture of a module that fails to end is reported, and blamed on no test', () => {
      expect(find('module_teardown', 'test_first').kind).toBe('clean')
      expect(find('module_teardown', 'test_last').kind).toBe('clean')
      expect(report.errors).toContainEqual({
        code: 'after-hook-failed',
        message: 'RuntimeError: the server does not stop',
        file: 'tests/test_module_teardown.py',
      })
    })

  if (has('import_throws'))
    test('a file that throws when it is imported is one broken test', () => {
      expect(find('import_throws')).toMatchObject({
        kind: 'broken',
        note: 'RuntimeError: no database configured',
        titlePath: [],
      })
    })

  if (has('loud', 'children'))
    test('much output, children and closed descriptors change no verdict', () => {
      expect(find('loud', 'test_prints_fifty_megabytes').kind).toBe('clean')
      expect(find('loud', 'test_writes_past_the_capture').kind).toBe('clean')
      expect(find('children', 'test_leaves_a_detached_child').kind).toBe('clean')
      expect(find('children', 'test_leaves_a_clone_of_itself').kind).toBe('clean')
      expect(find('children', 'test_leaves_a_child_with_no_environment').kind).toBe('clean')
      expect(find('children', 'test_leaves_a_daemon').kind).toBe('clean')
      expect(find('children', 'test_closes_descriptors').kind).toBe('clean')
    })

  if (has('warns'))
    test("the project's own -W error holds", () => {
      expect(find('warns', 'test_warns')).toMatchObject({ kind: 'broken' })
      expect(find('warns', 'test_does_not').kind).toBe('clean')
    })

  test('nothing of it is a leak', () => {
    expect(report.findings).toEqual([])
    expect(exitCode).toBe(0)
  })

  test('the project is as it was', () => {
    for (const left of ['junit.xml', '.coverage', '.pytest_cache', 'tests/__pycache__'])
      expect(existsSync(join(suite, left)), left).toBe(false)
  })

  test('no process is left', async () => {
    expect(await mark.settled()).toEqual([])
  })
}

/** Of each file, the test that does it, and what is said of it. */
function guilty(hangsMs: number): readonly (readonly [string, string, string, string])[] {
  return [
    [
      'busy_loop',
      'test_never_ends',
      'timed-out',
      `Timeout: nothing happened for ${String(hangsMs)} ms`,
    ],
    ['stops_itself', 'test_stops_its_own_process', 'timed-out', 'Timeout: nothing happened'],
    ['leaves', 'test_leaves_without_a_word', 'crashed', `${CRASH} (exit code 0)`],
    ['leaves', 'test_asks_to_exit', 'failed', 'SystemExit: 3'],
    ['leaves', 'test_ends_the_run', 'crashed', CRASH],
    ['leaves', 'test_interrupts', 'crashed', CRASH],
    ['segfault', 'test_dies_of_sigsegv', 'crashed', `${CRASH} (SIGSEGV)`],
  ]
}

/** Tests that hang, exit, crash, shout and leave children: each gets a clear outcome, and nothing is left behind. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Report, TestReport } from '../../model/report-document.js'
import { fixtures } from './folders.js'
import { atThisPace } from './machine-pace.js'
import { marked } from './marked.js'
import { leakcheck } from './run-leakcheck.js'
import { temporaryFolder } from './temporary-folder.js'

const suite = join(fixtures, 'vitest-hostile')
/** Much longer than anything takes that does not hang; long enough for a process to start. */
const HANGS_MS = 3_000

/** Every file of the suite. */
export const HOSTILE_FILES = readdirSync(join(suite, 'tests')).map((name) =>
  name.replace('.test.ts', ''),
)

/**
 * Declares the tests of some files of the suite, which are run together.
 *
 * @param more more arguments for leakcheck
 */
export function walkVitestHostile(files: readonly string[], more: readonly string[] = []): void {
  const hangsMs = atThisPace(HANGS_MS)
  const mark = marked()
  let report: Report
  let exitCode: number | undefined

  beforeAll(async () => {
    const paths = files.map((file) => `tests/${file}.test.ts`)
    const args = ['run', '--json', '--timeout', `${String(hangsMs)}ms`, ...more, ...paths]
    const where = ['--output-dir', temporaryFolder('hostile-')]
    const finished = await leakcheck([...args, ...where], suite, mark.env)
    exitCode = finished.exitCode
    expect(finished.stdout, finished.stderr).toMatch(/^\{/)
    report = JSON.parse(finished.stdout) as Report
  })

  const find = (file: string, title?: string): TestReport => {
    const found = report.tests.find(
      (each) => each.file === `tests/${file}.test.ts` && each.titlePath.at(-1) === title,
    )
    if (!found) throw new Error(`no test ${title ?? ''} in ${file}`)
    return found
  }

  test.each(guilty(hangsMs).filter(({ file }) => files.includes(file)))(
    '$file: its owner is named, its neighbours keep their results',
    ({ file, title, outcome, note }) => {
      const owner = find(file, title)
      expect(owner.kind).toBe('broken')
      expect(owner.note).toContain(note)
      expect(Object.keys(owner.together)).toEqual([outcome])
      expect(Object.keys(owner.alone)).toEqual([outcome])
      expect(owner.orders.map((each) => each.outcome)).toEqual([outcome, outcome])
      for (const neighbour of ['before', 'after']) {
        const { kind, together, alone } = find(file, neighbour)
        expect(kind).toBe('clean')
        expect(Object.keys(together)).toEqual(['passed'])
        expect(Object.keys(alone)).toEqual(['passed'])
      }
    },
  )

  const has = (...some: string[]): boolean => some.every((file) => files.includes(file))

  if (has('import-throws', 'import-exits'))
    test('a file that throws or exits at import is one broken test', () => {
      expect(find('import-throws')).toMatchObject({
        kind: 'broken',
        note: 'Error: no database configured',
        titlePath: [],
      })
      expect(find('import-exits')).toMatchObject({ kind: 'broken', titlePath: [] })
      expect(report.errors).toContainEqual({
        code: 'import-failed',
        message: 'Error: no database configured',
        file: 'tests/import-throws.test.ts',
      })
    })

  if (has('after-all-exits'))
    test('a process that ends after its last test is reported, and blamed on no test', () => {
      expect(find('after-all-exits', 'before the end').kind).toBe('clean')
      expect(report.errors).toContainEqual({
        code: 'after-hook-failed',
        message: 'Crash: the process ended after the last test of this file',
        file: 'tests/after-all-exits.test.ts',
      })
    })

  if (has('unhandled'))
    test('an unhandled rejection is reported, and blamed on no test', () => {
      expect(find('unhandled', 'leaves a rejection behind').kind).toBe('clean')
      expect(report.errors).toContainEqual({
        code: 'unhandled-error',
        message: 'Error: nobody caught this',
      })
    })

  if (has('loud'))
    test('50 MB of output change no verdict', () => {
      expect(find('loud', 'prints 50 MB').kind).toBe('clean')
    })

  if (has('leaves-child'))
    test('a detached child changes no verdict', () => {
      expect(find('leaves-child', 'leaves a detached child that holds a port').kind).toBe('clean')
      expect(find('leaves-child', 'leaves a daemon with no environment').kind).toBe('clean')
    })

  test('broken tests are no leaks', () => {
    expect(report.findings).toEqual([])
    expect(exitCode).toBe(0)
  })

  test('no process is left', async () => {
    expect(await mark.settled()).toEqual([])
  })
}

function guilty(hangsMs: number) {
  const hangs = `Timeout: nothing happened for ${String(hangsMs)} ms`
  const crash = 'Crash: the process ended while this test was running'
  const exit = 'process.exit unexpectedly called with "3"'
  return [
    { file: 'busy-loop', title: 'never ends', outcome: 'timed-out', note: hangs },
    { file: 'stops-itself', title: 'stops its own process', outcome: 'timed-out', note: hangs },
    { file: 'exit', title: 'calls process.exit', outcome: 'failed', note: exit },
    { file: 'really-exit', title: 'leaves without a word', outcome: 'crashed', note: crash },
    { file: 'segfault', title: 'dies of SIGSEGV', outcome: 'crashed', note: crash },
  ]
}

/** Tests that hang, exit, crash, shout and leave children: each gets a clear outcome, and nothing is left behind. */
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { Report, TestReport } from '../../model/report-document.js'
import { marked } from '../drive/marked.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures } from '../drive/folders.js'

const suite = join(fixtures, 'vitest-hostile')
const mark = marked()
let report: Report
let exitCode: number | undefined

beforeAll(async () => {
  const folder = temporaryFolder('hostile-')
  const finished = await leakcheck(
    ['run', '--json', '--timeout', '3s', '--output-dir', folder],
    suite,
    mark.env,
  )
  exitCode = finished.exitCode
  report = JSON.parse(finished.stdout) as Report
}, 300_000)

function find(file: string, title?: string): TestReport {
  const found = report.tests.find(
    (each) => each.file === `tests/${file}.test.ts` && each.titlePath.at(-1) === title,
  )
  if (!found) throw new Error(`no test ${title ?? ''} in ${file}`)
  return found
}

test.each([
  ['busy-loop', 'never ends', 'timed-out', 'Timeout: nothing happened for 3000 ms'],
  ['stops-itself', 'stops its own process', 'timed-out', 'Timeout: nothing happened for 3000 ms'],
  ['exit', 'calls process.exit', 'failed', 'process.exit unexpectedly called with "3"'],
  [
    'really-exit',
    'leaves without a word',
    'crashed',
    'Crash: the process ended while this test was running',
  ],
  [
    'segfault',
    'dies of SIGSEGV',
    'crashed',
    'Crash: the process ended while this test was running',
  ],
] as const)(
  '%s: its owner is named, its neighbours keep their results',
  (file, title, outcome, note) => {
    const guilty = find(file, title)
    expect(guilty.kind).toBe('broken')
    expect(guilty.note).toContain(note)
    expect(Object.keys(guilty.together)).toEqual([outcome])
    expect(Object.keys(guilty.alone)).toEqual([outcome])
    expect(guilty.orders.map((each) => each.outcome)).toEqual([outcome, outcome])
    for (const neighbour of ['before', 'after']) {
      const { kind, together, alone } = find(file, neighbour)
      expect(kind).toBe('clean')
      expect(Object.keys(together)).toEqual(['passed'])
      expect(Object.keys(alone)).toEqual(['passed'])
    }
  },
)

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

test('a process that ends after its last test is reported, and blamed on no test', () => {
  expect(find('after-all-exits', 'before the end').kind).toBe('clean')
  expect(report.errors).toContainEqual({
    code: 'after-hook-failed',
    message: 'Crash: the process ended after the last test of this file',
    file: 'tests/after-all-exits.test.ts',
  })
})

test('an unhandled rejection is reported, and blamed on no test', () => {
  expect(find('unhandled', 'leaves a rejection behind').kind).toBe('clean')
  expect(report.errors).toContainEqual({
    code: 'unhandled-error',
    message: 'Error: nobody caught this',
  })
})

test('50 MB of output and a detached child change no verdict', () => {
  expect(find('loud', 'prints 50 MB').kind).toBe('clean')
  expect(find('leaves-child', 'leaves a detached child that holds a port').kind).toBe('clean')
})

test('broken tests are no leaks', () => {
  expect(report.findings).toEqual([])
  expect(exitCode).toBe(0)
})

test('no process is left', async () => {
  expect(await mark.settled()).toEqual([])
})

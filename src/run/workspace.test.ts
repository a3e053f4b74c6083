import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord } from '../model/run.js'
import type { Report } from '../model/report-document.js'
import { openWorkspace } from './workspace.js'

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lc-test-')), '.leakcheck')
})
afterEach(() => {
  vi.useRealTimers()
  rmSync(join(folder, '..'), { recursive: true, force: true })
})

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')
const reportOf = (startedAt: string): Report => ({ startedAt, findings: [] }) as unknown as Report

test('the folder gets a .gitignore that ignores it, but a .gitignore of the user is kept', async () => {
  await (await openWorkspace(folder, join(folder, '..'))).close()
  expect(read('.gitignore')).toBe('*\n')
  writeFileSync(join(folder, '.gitignore'), '# mine\n')
  await (await openWorkspace(folder, join(folder, '..'))).close()
  expect(read('.gitignore')).toBe('# mine\n')
})

test('each run is in the journal before the next one starts, with its order told only by its results', async () => {
  const workspace = await openWorkspace(folder, join(folder, '..'))
  const record = runRecord('together', [['a', 'passed'], ['b\u2028', 'boom']]) // prettier-ignore
  workspace.journal(record)
  workspace.journal(runRecord('alone', [['a', 'passed']]))
  const [first, second, ...rest] = read('journal.ndjson').split('\n')
  const parsed = JSON.parse(first ?? '') as RunRecord
  expect(parsed.results).toEqual(record.results)
  expect(parsed.request).toEqual({ purpose: 'together', project: 'app', host: 'warm' })
  expect((JSON.parse(second ?? '') as RunRecord).request.purpose).toBe('alone')
  expect(rest).toEqual([''])
  await workspace.close()
})

test('an order file has one id a line, and its folders are made for it', async () => {
  const workspace = await openWorkspace(folder, join(folder, '..'))
  workspace.writeOrder('findings/L1/order.txt', ['a > 1', 'a > 2'])
  expect(read('findings/L1/order.txt')).toBe('a > 1\na > 2\n')
  await workspace.close()
})

test('a report is replaced by a new file, never overwritten in place, and no other file is left', async () => {
  const workspace = await openWorkspace(folder, join(folder, '..'))
  const file = join(folder, 'report.json')
  workspace.writeReport(reportOf('2026-01-01T00:00:00.000Z'))
  const before = statSync(file).ino
  workspace.writeReport(reportOf('2026-01-02T00:00:00.000Z'))
  expect(statSync(file).ino).not.toBe(before)
  expect((JSON.parse(read('report.json')) as Report).startedAt).toContain('2026-01-02')
  await workspace.close()
  expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'made-by-leakcheck.txt', 'report.json'])
})

test('each run starts without the results of earlier ones, and the history keeps the last five', async () => {
  for (let day = 1; day <= 7; day++) {
    const workspace = await openWorkspace(folder, join(folder, '..'))
    workspace.journal(runRecord('together', [[`day ${String(day)}`, 'passed']]))
    for (const stale of ['report.json', 'report.html', 'orders', 'findings'])
      expect(existsSync(join(folder, stale))).toBe(false)
    expect(read('journal.ndjson').trim().split('\n')).toHaveLength(1)
    workspace.writeOrder('orders/together.txt', ['a'])
    workspace.writeReport(reportOf(`2026-01-0${String(day)}T03:04:05.000Z`))
    // The command line writes this file if it is asked for one.
    writeFileSync(join(folder, 'report.html'), '')
    await workspace.close()
  }
  const kept = [2, 3, 4, 5, 6].map((day) => `2026-01-0${String(day)}T03-04-05.000Z`)
  expect(readdirSync(join(folder, 'history')).sort()).toEqual(kept)
  expect(read(`history/${kept[0] ?? ''}/journal.ndjson`)).toContain('day 2')
  expect(read('journal.ndjson')).toContain('day 7')
})

test('the journal of a run that left no report goes to the history, once the next one has results', async () => {
  const workspace = await openWorkspace(folder, join(folder, '..'))
  workspace.journal(runRecord('together', [['a', 'passed']]))
  await workspace.close()
  // A leakcheck that ends before its first run leaves everything where it was.
  await (await openWorkspace(folder, join(folder, '..'))).close()
  expect(read('journal.ndjson')).toContain('together')
  const next = await openWorkspace(folder, join(folder, '..'))
  next.writeReport(reportOf('2026-01-02T00:00:00.000Z'))
  await next.close()
  expect(readdirSync(join(folder, 'history'))).toHaveLength(1)
  expect(existsSync(join(folder, 'journal.ndjson'))).toBe(false)
})

test('a second leakcheck is refused while the first one runs, and touches none of its files', async () => {
  const first = await openWorkspace(folder, join(folder, '..'))
  first.journal(runRecord('together', [['a', 'passed']]))
  // It waits a few seconds for the first one to end.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const refused = openWorkspace(folder, join(folder, '..')).then(
    () => 'opened',
    (error: unknown) => error,
  )
  let answer: unknown
  void refused.then((said) => (answer = said))
  while (answer === undefined) {
    vi.advanceTimersByTime(100)
    await new Promise(setImmediate)
  }
  expect(answer).toMatchObject({ code: 'locked', exitCode: 2 })
  expect(read('journal.ndjson')).toContain('"id":"a"')
  vi.useRealTimers()
  await first.close()
  await (await openWorkspace(folder, join(folder, '..'))).close()
})

test('what is kept beside leaves the last run and its history alone, and has a history of its own', async () => {
  const project = join(folder, '..')
  const run = await openWorkspace(folder, project)
  run.journal(runRecord('together', [['of the run', 'passed']]))
  run.writeReport(reportOf('2026-01-01T00:00:00.000Z'))
  await run.close()
  for (let day = 2; day <= 9; day++) {
    const beside = await openWorkspace(folder, project, 'bisect')
    expect(beside.journalFile).toBe(join(folder, 'bisect/journal.ndjson'))
    beside.journal(runRecord('together', [[`day ${String(day)}`, 'passed']]))
    beside.writeOrder('findings/L1/1.txt', ['a'])
    beside.writeReport(reportOf(`2026-01-0${String(day)}T00:00:00.000Z`))
    await beside.close()
  }
  expect(read('report.json')).toContain('2026-01-01')
  expect(read('journal.ndjson')).toContain('of the run')
  expect(existsSync(join(folder, 'history'))).toBe(false)
  expect(read('bisect/report.json')).toContain('2026-01-09')
  expect(read('bisect/journal.ndjson').trim().split('\n')).toHaveLength(1)
  expect(readdirSync(join(folder, 'bisect/history'))).toHaveLength(5)
  // And the next run leaves it where it is.
  const next = await openWorkspace(folder, project)
  next.writeReport(reportOf('2026-02-01T00:00:00.000Z'))
  await next.close()
  expect(readdirSync(join(folder, 'history'))).toEqual(['2026-01-01T00-00-00.000Z'])
  expect(read('bisect/report.json')).toContain('2026-01-09')
})

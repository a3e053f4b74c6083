import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import {
  journalLine,
  readJournal,
  readNotes,
  readWholeJournal,
  type JournalHeader,
} from './journal.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lc-test-'))
  file = join(folder, 'journal.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const header: JournalHeader = {
  ...{ journal: 1, startedAt: '2026-01-01T00:00:00.000Z', seed: 7, basis: { a: 'b' } },
}
const write = (...lines: string[]) => writeFileSync(file, lines.join('\n'))

test('all records are read with their orders, even if the last line is torn', async () => {
  const together = runRecord('together', [['a', 'passed'], ['b\\n', 'boom']]) // prettier-ignore
  const alone = runRecord('alone', [['a', 'passed']])
  write(JSON.stringify(header), journalLine(together), journalLine(alone), '{"run":"r3","resu')
  expect(await readWholeJournal(file)).toEqual({
    ...{ header, records: [together, alone], leftOut: 0 },
  })
})

test('an order whose beginning is stored with another run is made whole, wherever that run stands', async () => {
  const first = runRecord('after', [['a', 'passed'], ['b', 'passed'], ['a', 'passed']]) // prettier-ignore
  const second = {
    ...runRecord('after', [['b', 'passed']]),
    shared: { run: first.run, entries: 2 },
  }
  write(JSON.stringify(header), journalLine(second), journalLine(first), '')
  const records = (await readWholeJournal(file))?.records ?? []
  expect(records.map(({ request }) => request.order)).toEqual([['a', 'b', 'b'], ['a', 'b', 'a']]) // prettier-ignore
})

test('a run whose order begins with that of a lost run is left out', async () => {
  const orphan = { ...runRecord('after', [['b', 'passed']]), shared: { run: 'r0', entries: 2 } }
  write(JSON.stringify(header), journalLine(orphan), '')
  expect(await readWholeJournal(file)).toEqual({ header, records: [], leftOut: 1 })
})

test('without a journal, or with one that has no header, nothing is read', async () => {
  expect(await readWholeJournal(file)).toBeUndefined()
  write(journalLine(runRecord('alone', [['a', 'passed']])), '')
  expect(await readWholeJournal(file)).toBeUndefined()
})

test.each([
  [
    'a name of a test that no terminal survives',
    { results: [{ id: 'a\u001b[2J', outcome: 'passed', durationMs: 1 }] },
  ],
  ['a run that is called something else', { run: '../../x' }],
  ['an outcome that is none', { results: [{ id: 'a', outcome: 'fine', durationMs: 1 }] }],
  [
    'a file outside of the project',
    { wrote: [{ path: '../x', change: 'created', before: '', after: '' }] },
  ],
  ['nothing about its results', { results: null }],
] as const)('a line with %s is no run: it is left out and counted', async (_, changes) => {
  const alone = runRecord('alone', [['a', 'passed']])
  const line = JSON.stringify({ ...(JSON.parse(journalLine(alone)) as object), ...changes })
  write(JSON.stringify(header), line, 'scribble', journalLine(alone), '')
  expect(await readWholeJournal(file)).toEqual({ header, records: [alone], leftOut: 2 })
})

test('runs that claim to share their beginnings in a circle, or in a chain without an end, are left out', async () => {
  const sharing = (run: string, first: string) => ({
    ...{ ...runRecord('after', [['a', 'passed']]), run, shared: { run: first, entries: 1 } },
  })
  const chain = Array.from({ length: 20_000 }, (_, at) => sharing(`r${String(at + 10)}`, `r${String(at + 11)}`)) // prettier-ignore
  const lines = [sharing('r1', 'r2'), sharing('r2', 'r1'), sharing('r3', 'r3'), ...chain]
  write(JSON.stringify(header), ...lines.map(journalLine), '')
  const read = await readWholeJournal(file)
  expect(read).toEqual({ header, records: [], leftOut: lines.length })
})

test.each(['a folder', 'a link'])('%s in place of the journal is none', async (what) => {
  if (what === 'a folder') mkdirSync(file)
  else symlinkSync('/dev/zero', file)
  expect(await readWholeJournal(file)).toBeUndefined()
  expect(await readJournal(file, 'a')).toBeUndefined()
  expect(await readNotes(file)).toEqual({})
})

test('of notes beside the runs the last of each kind is read, and lines of later versions are skipped', async () => {
  const alone = runRecord('alone', [['a', 'passed']])
  const [tree, folders] = [{ 'a.py': '3 1 2' }, ['own', 'private'] as const]
  write(
    ...[JSON.stringify(header), JSON.stringify({ tree }), '{"later":1}'],
    ...[`{"folders":"${folders[0]}"}`, journalLine(alone), `{"folders":"${folders[1]}"}`],
    '{"folders":"sha',
  )
  expect(await readWholeJournal(file)).toEqual({ header, records: [alone], leftOut: 0 })
  expect(await readNotes(file)).toEqual({ tree, folders: 'private' })
})

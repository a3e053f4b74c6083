import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import { journalLine, readNotes, readWholeJournal, type JournalHeader } from './journal.js'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lc-test-'))
  file = join(folder, 'journal.ndjson')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const header: JournalHeader = { journal: 1, startedAt: '2026-01-01', seed: 7, basis: { a: 'b' } }
const write = (...lines: string[]) => writeFileSync(file, lines.join('\n'))

test('all records are read with their orders, even if the last line is torn', async () => {
  const together = runRecord('together', [['a', 'passed'], ['b\n', 'boom']]) // prettier-ignore
  const alone = runRecord('alone', [['a', 'passed']])
  write(JSON.stringify(header), journalLine(together), journalLine(alone), '{"run":"r3","resu')
  expect(await readWholeJournal(file)).toEqual({ header, records: [together, alone] })
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
  expect((await readWholeJournal(file))?.records).toEqual([])
})

test('without a journal, or with one that has no header, nothing is read', async () => {
  expect(await readWholeJournal(file)).toBeUndefined()
  write(journalLine(runRecord('alone', [['a', 'passed']])), '')
  expect(await readWholeJournal(file)).toBeUndefined()
})

test('of notes beside the runs the last of each kind is read, and lines of later versions are skipped', async () => {
  const alone = runRecord('alone', [['a', 'passed']])
  const [tree, folders] = [{ 'a.py': '3 1 2' }, ['own', 'private'] as const]
  write(
    ...[JSON.stringify(header), JSON.stringify({ tree }), '{"later":1}'],
    ...[`{"folders":"${folders[0]}"}`, journalLine(alone), `{"folders":"${folders[1]}"}`],
    '{"folders":"sha',
  )
  expect(await readWholeJournal(file)).toEqual({ header, records: [alone] })
  expect(await readNotes(file)).toEqual({ tree, folders: 'private' })
})

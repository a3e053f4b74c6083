import { expect, test } from 'vitest'
import { sampleFinding, sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import type { BaselineEntry } from './entry.js'
import { sampleEntry } from './entry.fixture.js'
import { updateBaseline, type UpdateOptions } from './update.js'

const a = sampleTest('a', { kind: 'victim', manifest: true })
const b = sampleTest('b', {
  kind: 'victim',
  manifest: false,
  orders: [
    { order: 'shuffle:1', outcome: 'failed' },
    { order: 'reverse', outcome: 'failed' },
  ],
})
const [KNOWN, NEW] = ['00000000aaaaaaaa', 'ffffffffffffffff']
const report = sampleReport(
  [a, b, sampleTest('c')],
  [sampleFinding([a], { id: 'L1', key: KNOWN }), sampleFinding([b], { id: 'L2', key: NEW })],
)
const updated = (entries: readonly BaselineEntry[], options: Partial<UpdateOptions> = {}) =>
  updateBaseline(entries, report, {
    ...{ only: [], describe: () => ({ what: 'what', failure: 'failure' }), ...options },
  })
const reasons = ({ entries }: ReturnType<typeof updated>) =>
  Object.fromEntries(entries.map(({ key, reason, expires }) => [key, [reason, expires]]))

test('updating adds all new findings; known ones keep their reason and expiry date', () => {
  const before = sampleEntry({ key: KNOWN, reason: 'JIRA-7', expires: '2027-01-31' })
  const result = updated([before], { reason: 'found today', expires: '2028-01-31' })
  expect(reasons(result)).toEqual({
    [KNOWN]: ['JIRA-7', '2027-01-31'],
    [NEW]: ['found today', '2028-01-31'],
  })
  expect([result.added.length, result.kept.length]).toEqual([1, 1])
})

test('updating only some findings gives them the new reason, even if they were known', () => {
  const before = sampleEntry({ key: KNOWN, reason: 'JIRA-7' })
  expect(reasons(updated([before], { only: ['L1'], reason: 'JIRA-8' }))).toEqual({
    [KNOWN]: ['JIRA-8', undefined],
  })
})

test('an entry that matches no finding of the report is kept', () => {
  const other = sampleEntry({ key: 'cccccccccccccccc', victims: ['test/api.test.ts > z'] })
  expect(updated([other]).entries).toHaveLength(3)
})

test('an updated entry keeps victims that this run did not see, if these tests still exist', () => {
  const ids = ['test/api.test.ts > c', 'test/api.test.ts > gone']
  const { kept } = updated([sampleEntry({ key: KNOWN, victims: ids })])
  expect(kept[0]?.victims).toEqual(['test/api.test.ts > c', a.id])
})

test('a finding whose key has changed replaces its entry and keeps the reason', () => {
  const before = sampleEntry({ key: '00000000bbbbbbbb', victims: [a.id], reason: 'JIRA-7' })
  const { entries } = updated([before], { only: ['L1'] })
  expect(entries).toMatchObject([{ key: KNOWN, reason: 'JIRA-7' }])
})

test('a new entry names the order that shows the finding, and the seed if it is a shuffle', () => {
  expect(updated([]).entries.map(({ seenIn }) => seenIn)).toEqual(['together', 'reverse'])
  const shuffled = { ...b, orders: [{ order: 'shuffle:1', outcome: 'failed' as const }] }
  const of = sampleReport([shuffled], [sampleFinding([b], { key: NEW })], { seed: 7 })
  const options = { only: [], describe: () => ({ what: '', failure: '' }) }
  expect(updateBaseline([], of, options).entries[0]?.seenIn).toBe('shuffle:1, seed 7')
})

test('a finding that is not confirmed is not added', () => {
  const of = sampleReport([a], [sampleFinding([a], { status: 'undecided' })])
  const options = { only: [], describe: () => ({ what: '', failure: '' }) }
  expect(updateBaseline([], of, options).entries).toEqual([])
})

import { expect, test } from 'vitest'
import type { Report } from '../model/report-document.js'
import { sampleFinding, sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import type { BaselineEntry } from './entry.js'
import { sampleEntry } from './entry.fixture.js'
import { withBaseline, type FailOn } from './with-baseline.js'

const a = sampleTest('a', { kind: 'victim', manifest: true })
const b = sampleTest('b', { kind: 'victim', manifest: false })
const KEY = '00000000aaaaaaaa'
const report = (changes: Partial<Report> = {}) =>
  sampleReport([a, b, sampleTest('c')], [sampleFinding([a, b], { key: KEY })], changes)
const judged = (
  of: Report,
  entries: readonly BaselineEntry[] | undefined,
  failOn: FailOn = 'new',
) =>
  withBaseline(of, entries && { file: 'known.json', entries }, {
    ...{ failOn, today: '2026-06-15', prune: 'npx leakcheck baseline prune' },
  })

test('a known finding gives exit code 0, and carries the reason of its entry and its new victims', () => {
  const { exitCode, findings } = judged(report(), [sampleEntry({ reason: 'JIRA-7' })])
  expect(exitCode).toBe(0)
  // New victims are listed, but do not make it a new finding.
  expect(findings[0]?.baseline).toEqual({
    ...{ status: 'known', reason: 'JIRA-7', newVictims: [b.id] },
  })
})

test('without a baseline no finding is marked; with an empty one every finding is new', () => {
  expect(judged(report(), undefined)).not.toHaveProperty('baseline')
  expect(judged(report(), undefined).findings[0]).not.toHaveProperty('baseline')
  expect(judged(report(), []).findings[0]?.baseline).toEqual({ status: 'new' })
  expect([judged(report(), undefined).exitCode, judged(report(), []).exitCode]).toEqual([1, 1])
})

test('an entry holds through its expiry date; a day later its finding is expired and gives exit code 1', () => {
  const on = (expires: string) => judged(report(), [sampleEntry({ expires })])
  expect(on('2026-06-15').exitCode).toBe(0)
  expect(on('2026-06-14')).toMatchObject({
    exitCode: 1,
    findings: [{ baseline: { status: 'expired', expires: '2026-06-14' } }],
  })
})

const latent = (): Report => sampleReport([b], [sampleFinding([b], { key: KEY })])
test.each([
  ['new', 'a new manifest finding', 1, report(), []],
  ['new', 'a known finding', 0, report(), [sampleEntry()]],
  ['any', 'a known finding', 1, report(), [sampleEntry()]],
  ['none', 'a new manifest finding', 0, report(), []],
  ['manifest', 'a new manifest finding', 1, report(), []],
  ['manifest', 'a known manifest finding', 0, report(), [sampleEntry()]],
  ['manifest', 'a new latent finding', 0, latent(), []],
  ['new', 'a new latent finding', 1, latent(), []],
  // An exit code that is not about findings stays as it is.
  ['none', 'a run ended by SIGINT', 130, report({ exitCode: 130 }), []],
  ['none', 'a run ended by SIGTERM', 143, report({ exitCode: 143 }), []],
  ['none', 'a run that could not do its job', 2, report({ exitCode: 2 }), []],
] as const)('--fail-on %s with %s: exit code %i', (failOn, _, exitCode, of, entries) => {
  expect(judged(of, entries, failOn).exitCode).toBe(exitCode)
})

test('an unconfirmed difference gives exit code 3, unless an entry that has not expired names the test', () => {
  const undecided = sampleReport([{ ...a, kind: 'undecided' }, sampleTest('c')])
  expect(judged(undecided, []).exitCode).toBe(3)
  expect(judged(undecided, [], 'none').exitCode).toBe(3)
  expect(judged(undecided, [sampleEntry()]).exitCode).toBe(0)
  expect(judged(undecided, [sampleEntry({ expires: '2020-01-01' })]).exitCode).toBe(3)
})

test('an unconfirmed finding never gives exit code 1', () => {
  const finding = sampleFinding([a], { status: 'undecided' })
  expect(judged(sampleReport([a], [finding]), [], 'any').exitCode).toBe(0)
})

test('judging a report a second time gives the same as judging it for the first time', () => {
  const once = judged(report(), [])
  expect(judged(once, [sampleEntry()])).toEqual(judged(report(), [sampleEntry()]))
  expect(judged(once, undefined)).toEqual(report())
})

const clean = [sampleTest('a'), sampleTest('b')]
const stale = (of: Report, changes: Partial<BaselineEntry> = {}) => {
  const { fixed = [], notCompared = [] } = judged(of, [sampleEntry(changes)]).baseline ?? {}
  return { fixed: fixed.map(({ why }) => why), notCompared: notCompared.map(({ why }) => why) }
}

test('an entry is fixed if its tests were compared and do not show it, or no longer exist', () => {
  expect(stale(sampleReport(clean)).fixed).toEqual(['its tests were compared and do not show it'])
  expect(stale(sampleReport([sampleTest('x')])).fixed).toEqual(['its tests are no longer there'])
  // As another finding's victim it was compared, too.
  const other = sampleFinding([a], { key: 'ffffffffffffffff' })
  expect(stale(sampleReport([a], [other])).fixed).toHaveLength(1)
})

test.each([
  ['that was cut short', 'the run was interrupted', sampleReport(clean, [], { exitCode: 130 }), {}],
  [
    'of bisect',
    'the run was about one test',
    sampleReport(clean, [], { command: ['bisect', 'a'] }),
    {},
  ],
  [
    'of one path',
    'only a part of the suite was run',
    sampleReport(clean, [], { config: { paths: ['x'] } }),
    {},
  ],
  [
    'of one test id',
    'only a part of the suite was run',
    sampleReport(clean, [], { config: { tests: ['x'] } }),
    {},
  ],
  ['without tests', 'nothing was run', sampleReport([]), {}],
  [
    'that did not compare its test',
    'test/api.test.ts > a: not compared',
    sampleReport([sampleTest('a', { kind: 'not-compared' })]),
    {},
  ],
  [
    'in which its test is flaky',
    'test/api.test.ts > a: flaky',
    sampleReport([sampleTest('a', { kind: 'flaky' })]),
    {},
  ],
  [
    'that skipped its test',
    'test/api.test.ts > a: skipped',
    sampleReport([sampleTest('a', { kind: 'skipped' })]),
    {},
  ],
  [
    'with other runner arguments',
    'this run has no test test/api.test.ts > gone',
    sampleReport(clean, [], { config: { runnerArgs: ['--project', 'unit'] } }),
    { victims: ['test/api.test.ts > gone'] },
  ],
  [
    'with another seed',
    'the order that shows it was not run: shuffle:2, seed 7',
    sampleReport([sampleTest('a', { orders: [{ order: 'shuffle:2', outcome: 'passed' }] })]),
    { seenIn: 'shuffle:2, seed 7' },
  ],
] satisfies [string, string, Report, Partial<BaselineEntry>][])(
  'an entry is not called fixed by a run %s: %s',
  (_, why, of, changes) => {
    expect(stale(of, changes)).toEqual({ fixed: [], notCompared: [why] })
  },
)

test('an entry seen in a shuffle is fixed if its tests pass in the same shuffle of the same seed', () => {
  const shuffled = sampleTest('a', { orders: [{ order: 'shuffle:2', outcome: 'passed' }] })
  const of = sampleReport([shuffled], [], { seed: 7 })
  expect(stale(of, { seenIn: 'shuffle:2, seed 7' }).fixed).toHaveLength(1)
})

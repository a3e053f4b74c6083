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

test('known: no exit code 1, and said with what its entry says', () => {
  const { exitCode, findings } = judged(report(), [sampleEntry({ reason: 'JIRA-7' })])
  expect(exitCode).toBe(0)
  // More victims are said, but make no new leak of it.
  expect(findings[0]?.baseline).toEqual({
    ...{ status: 'known', reason: 'JIRA-7', newVictims: [b.id] },
  })
})

test('no baseline: nothing is said; an empty one: everything is new', () => {
  expect(judged(report(), undefined)).not.toHaveProperty('baseline')
  expect(judged(report(), undefined).findings[0]).not.toHaveProperty('baseline')
  expect(judged(report(), []).findings[0]?.baseline).toEqual({ status: 'new' })
  expect([judged(report(), undefined).exitCode, judged(report(), []).exitCode]).toEqual([1, 1])
})

test('the last day counts; the day after, it is as good as new', () => {
  const on = (expires: string) => judged(report(), [sampleEntry({ expires })])
  expect(on('2026-06-15').exitCode).toBe(0)
  expect(on('2026-06-14')).toMatchObject({
    exitCode: 1,
    findings: [{ baseline: { status: 'expired', expires: '2026-06-14' } }],
  })
})

const latent = (): Report => sampleReport([b], [sampleFinding([b], { key: KEY })])
test.each([
  ['new', report(), [], 1],
  ['new', report(), [sampleEntry()], 0],
  ['any', report(), [sampleEntry()], 1],
  ['none', report(), [], 0],
  ['manifest', report(), [], 1],
  ['manifest', report(), [sampleEntry()], 0],
  ['manifest', latent(), [], 0],
  ['new', latent(), [], 1],
  // What is no leak stays what it is.
  ['none', report({ exitCode: 130 }), [], 130],
  ['none', report({ exitCode: 143 }), [], 143],
  ['none', report({ exitCode: 2 }), [], 2],
] as const)('--fail-on %s', (failOn, of, entries, exitCode) => {
  expect(judged(of, entries, failOn).exitCode).toBe(exitCode)
})

test('a difference that could not be confirmed sets 3, but for tests of a known leak', () => {
  const undecided = sampleReport([{ ...a, kind: 'undecided' }, sampleTest('c')])
  expect(judged(undecided, []).exitCode).toBe(3)
  expect(judged(undecided, [], 'none').exitCode).toBe(3)
  expect(judged(undecided, [sampleEntry()]).exitCode).toBe(0)
  expect(judged(undecided, [sampleEntry({ expires: '2020-01-01' })]).exitCode).toBe(3)
})

test('an unconfirmed finding never sets 1', () => {
  const finding = sampleFinding([a], { status: 'undecided' })
  expect(judged(sampleReport([a], [finding]), [], 'any').exitCode).toBe(0)
})

test('the same report may be judged again', () => {
  const once = judged(report(), [])
  expect(judged(once, [sampleEntry()])).toEqual(judged(report(), [sampleEntry()]))
  expect(judged(once, undefined)).toEqual(report())
})

const clean = [sampleTest('a'), sampleTest('b')]
const stale = (of: Report, changes: Partial<BaselineEntry> = {}) => {
  const { fixed = [], notCompared = [] } = judged(of, [sampleEntry(changes)]).baseline ?? {}
  return { fixed: fixed.map(({ why }) => why), notCompared: notCompared.map(({ why }) => why) }
}

test('fixed, if its victims were compared, or are no longer there', () => {
  expect(stale(sampleReport(clean)).fixed).toEqual(['its tests were compared and do not show it'])
  expect(stale(sampleReport([sampleTest('x')])).fixed).toEqual(['its tests are no longer there'])
  // As another finding's victim it was compared, too.
  const other = sampleFinding([a], { key: 'ffffffffffffffff' })
  expect(stale(sampleReport([a], [other])).fixed).toHaveLength(1)
})

test.each([
  ['the run was interrupted', sampleReport(clean, [], { exitCode: 130 }), {}],
  ['the run was about one test', sampleReport(clean, [], { command: ['bisect', 'a'] }), {}],
  ['only a part of the suite was run', sampleReport(clean, [], { config: { paths: ['x'] } }), {}],
  ['only a part of the suite was run', sampleReport(clean, [], { config: { tests: ['x'] } }), {}],
  ['nothing was run', sampleReport([]), {}],
  [
    'test/api.test.ts > a: not compared',
    sampleReport([sampleTest('a', { kind: 'not-compared' })]),
    {},
  ],
  ['test/api.test.ts > a: flaky', sampleReport([sampleTest('a', { kind: 'flaky' })]), {}],
  ['test/api.test.ts > a: skipped', sampleReport([sampleTest('a', { kind: 'skipped' })]), {}],
  [
    'this run has no test test/api.test.ts > gone',
    sampleReport(clean, [], { config: { runnerArgs: ['--project', 'unit'] } }),
    { victims: ['test/api.test.ts > gone'] },
  ],
  [
    'the order that shows it was not run: shuffle:2, seed 7',
    sampleReport([sampleTest('a', { orders: [{ order: 'shuffle:2', outcome: 'passed' }] })]),
    { seenIn: 'shuffle:2, seed 7' },
  ],
] satisfies [string, Report, Partial<BaselineEntry>][])(
  '%s: it may still be there',
  (why, of, changes) => {
    expect(stale(of, changes)).toEqual({ fixed: [], notCompared: [why] })
  },
)

test('the same shuffle of the same seed shows whether it is fixed', () => {
  const shuffled = sampleTest('a', { orders: [{ order: 'shuffle:2', outcome: 'passed' }] })
  const of = sampleReport([shuffled], [], { seed: 7 })
  expect(stale(of, { seenIn: 'shuffle:2, seed 7' }).fixed).toHaveLength(1)
})

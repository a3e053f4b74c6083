import { expect, test } from 'vitest'
import type { Verdict } from '../compare/confirm.js'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord } from '../model/run.js'
import type { TestReport } from '../model/report-document.js'
import type { TestCase } from '../model/suite.js'
import { toTestReport } from './test-report.js'
import { verdictsOf } from './verdicts.fixture.js'

const [v] = suiteOf(['a > v']) as [TestCase]

function reportOf(records: readonly RunRecord[], { certain = true, cutBy = '' } = {}): TestReport {
  const [verdict] = verdictsOf([v], records, certain) as [Verdict]
  return toTestReport({
    test: v,
    verdict,
    hasMates: true,
    findings: [],
    ...(cutBy === '' ? {} : { cutBy }),
  })
}
const alone = (word: string) => runRecord('alone', [['a > v', word]])
const together = (word: string) => runRecord('together', [['a > p', 'passed'], ['a > v', word]]) // prettier-ignore
const reverse = (word: string) => runRecord('reverse', [['a > v', word], ['a > p', 'passed']]) // prettier-ignore
const again = (word: string, inside?: 'test') => runRecord('again', [['a > v', 'passed'], ['a > v', word]], inside && { inside }) // prettier-ignore
const last = (word: string) => runRecord('last', [['a > p', 'passed'], ['a > v', word]]) // prettier-ignore
const twice = (word: string) =>
  runRecord('twice', [['a > p', 'passed'], ['a > v', 'passed'], ['a > p', 'passed'], ['a > v', word]]) // prettier-ignore

test.each([
  ['passes alone and together', 'clean', undefined, [alone('passed'), together('passed')]],
  [
    'fails only when the whole suite runs twice',
    'clean',
    'fails only when its suite runs twice in one process',
    [alone('passed'), together('passed'), twice('boom'), again('passed'), last('passed')],
  ],
  [
    'fails when the whole suite runs twice, and was not yet run behind all others',
    'undecided',
    'failed 1 of 6 times (twice); not confirmed',
    [alone('passed'), together('passed'), twice('boom'), again('passed')],
    false,
  ],
  [
    'passes in every other order, and was never seen in its own',
    'not-compared',
    "was never seen in the suite's own order",
    [
      alone('passed'),
      reverse('passed'),
      runRecord(
        'together',
        [
          ['a > p', 'passed'],
          ['a > v', 'passed'],
        ],
        { end: { kind: 'void', why: 'broken' } },
      ),
    ],
  ],
  [
    'fails alone and was never seen in company',
    'undecided',
    'failed 1 of 1 times (alone); not confirmed',
    [alone('boom')],
  ],
  [
    'fails alone and together, and repeats are missing',
    'undecided',
    'failed 2 of 2 times (alone, together); not confirmed',
    [alone('boom'), together('boom')],
    false,
  ],
  ['passes alone and fails together', 'victim', undefined, [alone('passed'), together('boom')]],
  ['fails alone and passes together', 'brittle', undefined, [alone('boom'), together('passed')]],
  [
    'fails alone and together with different errors',
    'masked',
    undefined,
    [alone('boom'), together('bang')],
  ],
  [
    'fails when it runs again',
    'self-polluting',
    undefined,
    [alone('passed'), again('boom'), again('boom', 'test')],
  ],
  [
    'fails alone and together with the same error',
    'broken',
    'AssertionError: boom',
    [alone('boom\n    at x'), together('boom\n    at x')],
  ],
  [
    'fails and passes alone',
    'flaky',
    'failed 1 of 2 times alone',
    [alone('boom'), alone('passed')],
  ],
  [
    'fails together with another error each time',
    'undecided',
    'passes alone; in company it fails with another error each time',
    [alone('passed'), together('boom'), together('bang')],
  ],
  [
    'fails when the whole suite runs twice and was not run twice by itself',
    'undecided',
    'failed when its suite ran again in the same process; not confirmed',
    [alone('passed'), twice('boom')],
  ],
  ['passes together and was not run alone', 'not-compared', 'not run alone', [together('passed')]],
  [
    'fails together and was not run alone',
    'undecided',
    'failed 1 of 1 times (together); not confirmed',
    [together('boom')],
  ],
  ['never starts', 'not-compared', 'did not run', [together('missing')]],
  [
    'skips itself',
    'skipped',
    'skips itself while running',
    [alone('skipped'), together('skipped')],
  ],
] as const)('a test that %s is reported as %s', (_, kind, note, records, certain?: boolean) => {
  const report = reportOf(records, certain === undefined ? {} : { certain })
  expect(report.kind).toBe(kind)
  expect(report.note).toBe(note)
})

test('a test marked skip or todo is reported as skipped, with its mark as the note', () => {
  const skipped = toTestReport({
    test: { ...v, mode: 'skip' },
    verdict: undefined,
    hasMates: true,
    findings: [],
  })
  expect(skipped).toMatchObject({ kind: 'skipped', note: 'marked to be skipped' })
  const todo = toTestReport({
    test: { ...v, mode: 'todo' },
    verdict: undefined,
    hasMates: true,
    findings: [],
  })
  expect(todo).toMatchObject({ kind: 'skipped', note: 'marked todo' })
})

test('a difference that was not repeated is undecided, and the note has counts, orders and the reason', () => {
  const records = [alone('passed'), together('boom'), reverse('boom')]
  expect(reportOf(records, { certain: false })).toMatchObject({
    kind: 'undecided',
    note: 'failed 2 of 3 times (together, reverse); not confirmed',
  })
  expect(reportOf(records, { certain: false, cutBy: 'the budget of 5 s ended' }).note).toBe(
    'failed 2 of 3 times (together, reverse); not confirmed: the budget of 5 s ended',
  )
})

test('a test that a cut left out has the reason of the cut as its note', () => {
  expect(reportOf([together('passed')], { cutBy: 'interrupted' }).note).toBe('interrupted')
  expect(reportOf([], { cutBy: 'dry run' })).toMatchObject({
    kind: 'not-compared',
    note: 'dry run',
  })
})

test('a victim that does not always fail has the counts of both sides as its note', () => {
  const passing = Array.from({ length: 10 }, () => alone('passed'))
  const failing = Array.from({ length: 10 }, (_, index) => together(index < 8 ? 'boom' : 'passed'))
  expect(reportOf([...passing, ...failing])).toMatchObject({
    kind: 'victim',
    note: 'alone 0/10 failed, in that order 8/10',
  })
})

test('a victim is manifest if it fails in the own order, latent if only in another', () => {
  expect(reportOf([alone('passed'), together('boom')]).manifest).toBe(true)
  expect(reportOf([alone('passed'), together('passed'), reverse('boom')]).manifest).toBe(false)
  expect(reportOf([alone('passed'), together('passed')])).not.toHaveProperty('manifest')
})

test('outcomes together and alone are counted, and each other order has its worst outcome', () => {
  const serial = (purpose: string) =>
    runRecord(purpose, [['a > p', 'passed'], ['a > v', 'boom']], { serial: true }) // prettier-ignore
  const report = reportOf([
    alone('passed'),
    alone('passed'),
    together('boom'),
    together('crashed'),
    together('missing'),
    reverse('passed'),
    reverse('boom'),
    reverse('passed'),
    twice('boom'),
    serial('together'),
    serial('shuffle:7'),
  ])
  expect(report.alone).toEqual({ passed: 2 })
  expect(report.together).toEqual({ failed: 1, crashed: 1 })
  expect(report.orders).toEqual([
    { order: 'reverse', outcome: 'failed' },
    { order: 'twice', outcome: 'failed' },
  ])
})

test('a test that passes alone and never starts in company is not-compared, not clean', () => {
  expect(reportOf([alone('passed'), together('missing')])).toMatchObject({
    kind: 'not-compared',
    note: 'passed alone, and never started in company',
  })
  expect(reportOf([alone('passed'), together('passed')])).toMatchObject({ kind: 'clean' })
})

test('alone with every file imported is an order of its own where it differs, and the same as alone where it does not', () => {
  const cloned = (word: string) => runRecord('alone', [['a > v', word]], { host: 'forking' })
  const cold = (word: string) => runRecord('alone', [['a > v', word]], { host: 'cold' })
  const apart = reportOf([cloned('boom'), cold('passed'), cold('passed'), together('boom')])
  expect(apart.alone).toEqual({ passed: 2 })
  expect(apart.orders).toEqual([{ order: 'alone, every file imported', outcome: 'failed' }])
  const alike = reportOf([cloned('passed'), cold('passed'), together('boom')])
  expect(alike).toMatchObject({ alone: { passed: 2 }, orders: [] })
})

test('a test that is skipped in company is a victim with a note, and its outcomes are told as its runner tells them', () => {
  const skipped = reportOf([alone('passed'), together('skipped'), reverse('passed')])
  expect(skipped).toMatchObject({
    kind: 'victim',
    manifest: true,
    note: 'skipped in company, passes alone',
    together: { skipped: 1 },
    alone: { passed: 1 },
    orders: [{ order: 'reverse', outcome: 'passed' }],
  })
  expect(reportOf([alone('boom'), together('skipped')])).toMatchObject({
    kind: 'masked',
    note: 'skipped in company, fails alone',
  })
})

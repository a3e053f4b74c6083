import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord, type Entry } from '../model/run-record.fixture.js'
import type { TestCase } from '../model/suite.js'
import { findingsOf, type FindingWithOrders } from './findings.js'
import { unsearched, verdictsOf } from './verdicts.fixture.js'

const commandLine = (words: readonly string[]): string => `npx leakcheck ${words.join(' ')}`
const noCommand = () => undefined
const outcomes = (words: Record<string, string>): Entry[] => Object.entries(words)
/** Every test by itself, passing. */
const alone = (tests: readonly TestCase[]) =>
  tests.map(({ id }) => runRecord('alone', [[id, 'passed']]))

function found(
  tests: readonly TestCase[],
  records: Parameters<typeof verdictsOf>[1],
): FindingWithOrders[] {
  return findingsOf(unsearched(verdictsOf(tests, records)), commandLine, noCommand)
}

test('victims with the same failure are one finding, and the finding with most victims comes first', () => {
  const tests = suiteOf(['a > 1', 'a > 2', 'a > 3', 'a > 4'])
  const together = {
    'a > 1': 'passed',
    'a > 2': 'boom',
    'a > 3': 'got 3 of 429',
    'a > 4': 'got 9 of 429',
  }
  const findings = found(tests, [...alone(tests), runRecord('together', outcomes(together))])
  expect(findings.map(({ finding }) => [finding.id, finding.victims])).toEqual([
    ['L1', ['a > 3', 'a > 4']],
    ['L2', ['a > 2']],
  ])
  expect(findings[0]?.finding).toMatchObject({
    kind: 'victim',
    status: 'confirmed',
    failure: { type: 'AssertionError', message: 'got 3 of 429' },
    replay: 'npx leakcheck replay L1',
    // Nothing was repeated or searched: these are runs of the plan.
    runs: 0,
  })
})

test('victims that never share a process are separate findings, even if they fail alike', () => {
  const tests = [
    ...suiteOf(['a > 1', 'a > 2'], { domain: 'a' }),
    ...suiteOf(['b > 3', 'b > 4'], { domain: 'b' }),
  ]
  const records = [
    runRecord('together', outcomes({ 'a > 1': 'passed', 'a > 2': 'boom' })),
    runRecord('together', outcomes({ 'b > 3': 'passed', 'b > 4': 'boom' })),
  ]
  expect(found(tests, [...alone(tests), ...records])).toHaveLength(2)
})

test('in a finding, manifest victims and their evidence come before latent ones', () => {
  const tests = suiteOf(['a > 1', 'a > 2'])
  const records = [
    runRecord('together', outcomes({ 'a > 1': 'passed', 'a > 2': 'boom' })),
    runRecord('reverse', outcomes({ 'a > 2': 'passed', 'a > 1': 'boom' })),
  ]
  const [{ finding, orders }] = found(tests, [...alone(tests), ...records]) as [FindingWithOrders]
  expect(finding.victims).toEqual(['a > 2', 'a > 1'])
  expect(finding.evidence).toEqual([
    { what: 'together', order: 'findings/L1/order.txt', failed: 1, total: 1, victims: ['a > 2'] },
    { what: 'alone', order: 'findings/L1/alone.txt', failed: 0, total: 1 },
    {
      what: 'reverse',
      order: 'findings/L1/order-reverse.txt',
      failed: 1,
      total: 1,
      victims: ['a > 1'],
    },
  ])
  expect(Object.fromEntries(orders)).toEqual({
    'findings/L1/order.txt': ['a > 1', 'a > 2'],
    'findings/L1/alone.txt': ['a > 2'],
    'findings/L1/order-reverse.txt': ['a > 2', 'a > 1'],
  })
})

test('several orders of the same purpose get a file each', () => {
  const tests = suiteOf(['a > 1', 'a > 2', 'a > 3'])
  const records = [
    runRecord('last', outcomes({ 'a > 2': 'passed', 'a > 3': 'passed', 'a > 1': 'boom' })),
    runRecord('last', outcomes({ 'a > 3': 'passed', 'a > 1': 'passed', 'a > 2': 'boom' })),
    runRecord('last', outcomes({ 'a > 1': 'passed', 'a > 2': 'passed', 'a > 3': 'boom' })),
  ]
  const passing = [runRecord('alone', [['a > 1', 'passed']]), ...alone(tests)]
  const [{ finding, orders }] = found(tests, [...passing, ...records]) as [FindingWithOrders]
  expect(finding.evidence.filter(({ what }) => what === 'after all others')).toHaveLength(3)
  const ends = finding.evidence.map(({ order }) => orders.get(order)?.at(-1))
  expect(ends.sort()).toEqual(['a > 1', 'a > 1', 'a > 2', 'a > 3'])
})

test('brittle, masked and self-polluting tests are findings too, with their failures or evidence', () => {
  const tests = suiteOf(['a > setter', 'a > brittle', 'a > masked', 'a > self'])
  const together = {
    'a > setter': 'passed',
    'a > brittle': 'passed',
    'a > masked': '429',
    'a > self': 'passed',
  }
  const findings = found(tests, [
    runRecord('alone', [['a > setter', 'passed']]),
    runRecord('alone', [['a > brittle', 'no user']]),
    runRecord('alone', [['a > masked', 'typo']]),
    runRecord('together', outcomes(together)),
    runRecord('again', [['a > self', 'passed'], ['a > self', 'exists']]), // prettier-ignore
  ]).map(({ finding }) => finding)
  expect(findings).toMatchObject([
    { kind: 'brittle', failure: { message: 'no user' } },
    { kind: 'masked', failure: { message: '429' }, failureAlone: { message: 'typo' } },
    {
      kind: 'self-polluting',
      cause: { kind: 'self' },
      evidence: [{ what: 'alone' }, { what: 'again in the same process' }],
    },
  ])
})

test("what fails in the suite's own order comes before what could fail, however many tests that is", () => {
  const tests = suiteOf(['a > 1', 'a > 2', 'a > 3', 'a > 4'])
  const findings = found(tests, [
    ...alone(tests),
    runRecord('together', outcomes({ 'a > 1': 'passed', 'a > 2': 'passed', 'a > 3': 'passed', 'a > 4': 'no lamp' })), // prettier-ignore
    runRecord('reverse', outcomes({ 'a > 3': 'passed', 'a > 2': 'no shelf', 'a > 1': 'no shelf' })),
  ]).map(({ finding }) => finding.victims)
  expect(findings).toEqual([['a > 4'], ['a > 1', 'a > 2']])
})

test('a victim whose verdict is not certain is no finding', () => {
  const tests = suiteOf(['a > 1', 'a > 2'])
  const records = [
    ...alone(tests),
    runRecord('together', outcomes({ 'a > 1': 'passed', 'a > 2': 'boom' })),
  ]
  expect(findingsOf(unsearched(verdictsOf(tests, records, false)), commandLine, noCommand)).toEqual(
    [],
  )
})

test('the key of a finding stays the same if there are new tests, more victims and other counts', () => {
  const before = suiteOf(['a > 1', 'a > 2'])
  const after = suiteOf(['a > 0', 'a > 1', 'a > 2', 'a > 3'])
  const keys = [
    found(before, [
      ...alone(before),
      runRecord('together', outcomes({ 'a > 1': 'passed', 'a > 2': 'got 18' })),
    ]),
    found(after, [
      ...alone(after),
      runRecord(
        'together',
        outcomes({ 'a > 0': 'passed', 'a > 1': 'got 99', 'a > 2': 'got 100', 'a > 3': 'got 101' }),
      ),
    ]),
  ].map((findings) => findings[0]?.finding.key)
  expect(keys[0]).toBe(keys[1])
})

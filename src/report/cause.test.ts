import { expect, test } from 'vitest'
import type { Cause, Finding } from '../model/report-document.js'
import { causeLines, effortText } from './cause.js'
import { sampleFinding, sampleTest } from './sample-report.fixture.js'

const said = (cause: Cause, changes: Partial<Finding> = {}): string =>
  causeLines(sampleFinding([sampleTest('a')], { cause, evidence: [], ...changes })).join('\n')

test.each<[string, string, Cause]>([
  ['a polluter', 'cause: after a > 1', { kind: 'polluter', tests: ['a > 1'] }],
  [
    'a polluter with alternatives',
    'cause: after a > 1, or 4 more on their own: a > 2, a > 3, a > 4 (+1 more)',
    { kind: 'polluter', tests: ['a > 1'], alternatives: ['a > 2', 'a > 3', 'a > 4', 'a > 5'] },
  ],
  [
    'co-polluters',
    'cause: after all 2 of a > 1, a > 2',
    { kind: 'co-polluters', tests: ['a > 1', 'a > 2'] },
  ],
  [
    'a load-time polluter',
    'cause: importing tests/a.py is enough, no test of it need run',
    { kind: 'load-time', files: ['tests/a.py'] },
  ],
  [
    'one state-setter',
    'cause: passes only after a > 1',
    { kind: 'state-setter', tests: ['a > 1'] },
  ],
  [
    'two state-setters',
    'cause: passes only after all of a > 1, a > 2',
    { kind: 'state-setter', tests: ['a > 1', 'a > 2'] },
  ],
  [
    'a file as state-setter',
    'cause: passes only once tests/a.py has been imported',
    { kind: 'state-setter', tests: [], files: ['tests/a.py'] },
  ],
  [
    'a self-polluting test',
    'cause: the test itself leaves behind what it cannot start from',
    { kind: 'self' },
  ],
])('for %s, the report says %j', (_, text, cause) => expect(said(cause)).toBe(text))

const accumulation: Cause = {
  kind: 'accumulation',
  threshold: 18,
  tippingTest: 'a > 18',
  contributors: Array.from({ length: 51 }, (_, at) => `a > ${at}`),
  dose: [
    { count: 17, failed: 0, total: 5 },
    { count: 18, failed: 5, total: 5 },
  ],
}

test('an accumulation is told as any k of n with the counts on both sides, or by its tipping test', () => {
  expect(said(accumulation)).toBe(
    'cause: accumulation: any 18 of 51 tests   17 → 0/5 failed, 18 → 5/5 failed',
  )
  const { contributors: _, ...uneven } = accumulation
  expect(said({ ...uneven, dose: [] })).toBe('cause: accumulation: a > 18 18 times, or others')
})

test('alternatives are claimed for the victims that they were tried on', () => {
  const cause = { kind: 'polluter' as const, tests: ['a > 1'], alternatives: ['a > 2'] }
  expect(said({ ...cause, triedOn: ['b > 3'] })).toBe(
    'cause: after a > 1, or 1 more on their own: a > 2 (tried on b > 3)',
  )
})

test('where others do the same, the report says so: of one polluter, and of several that are all needed', () => {
  const others = (cause: Cause): string | undefined =>
    said({ ...cause, others: true })
      .split('\n')
      .find((line) => line.startsWith('others'))
  expect(others({ kind: 'polluter', tests: ['a > 1'] })).toBe(
    'others: without it the same is seen in that order: --all-polluters names everybody',
  )
  expect(others({ kind: 'co-polluters', tests: ['a > 1', 'a > 2'] })).toBe(
    'others: others can stand in for some of them',
  )
})

test('the proof is told in counts, and cleaners and expiry get a line each', () => {
  const proof = [
    { what: 'after it', order: 'x', failed: 3, total: 3, proof: 'present' as const },
    { what: 'without it', order: 'y', failed: 0, total: 3, proof: 'absent' as const },
  ]
  const cause: Cause = { kind: 'polluter', tests: ['a > 1'] }
  const more = { cleaners: ['a > 3'], expiresMs: 60_000, evidence: proof }
  expect(said(cause, more)).toBe(
    [
      'cause: after a > 1',
      'cleaner: passes again after a > 3',
      'expires: by itself after about 1 m 0 s',
      'proof: after it 3/3 failed · without it 0/3 failed',
    ].join('\n'),
  )
  expect(said(cause, { kind: 'masked', evidence: proof })).toContain(
    'after it 3/3 as together · without it 0/3 as alone',
  )
})

test('an undecided cause is told with what was ruled out and the next command', () => {
  const finding = sampleFinding([sampleTest('a')], {
    undecided: { ruledOut: ['its failures come and go'], next: 'npx leakcheck bisect a' },
  })
  expect(causeLines(finding)).toEqual([
    'cause: undecided; its failures come and go; try: npx leakcheck bisect a',
  ])
  expect(effortText(finding)).toBe('')
})

test('the effort is told as runs to search, to confirm and to prove', () => {
  const cost = { search: 1_204, confirmation: 12, proof: 9 }
  const finding = sampleFinding([sampleTest('a')], {
    cost,
    cause: { kind: 'polluter', tests: ['a'] },
  })
  expect(effortText(finding)).toBe('found in 1,204 runs, 12 to confirm, 9 to prove')
})

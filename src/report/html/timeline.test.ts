import { expect, test } from 'vitest'
import type { Finding, TestReport } from '../../model/report-document.js'
import { sampleFinding, sampleTest } from '../sample-report.fixture.js'
import { timelineOf } from './timeline.js'

const failed = { together: { failed: 2 } }
const byId = (tests: readonly TestReport[]) => new Map(tests.map((test) => [test.id, test]))

test("the timeline marks polluter, cleaner and victim at their places in the suite's own order", () => {
  const polluter = sampleTest('sets it', { file: 'a.test.ts' })
  const between = sampleTest('between', { file: 'a.test.ts' })
  const cleaner = sampleTest('resets it', { file: 'b.test.ts' })
  const victim = sampleTest('reads it', { file: 'b.test.ts', ...failed })
  const finding = sampleFinding([victim], {
    cause: { kind: 'polluter', tests: [polluter.id] },
    cleaners: [cleaner.id],
  })
  expect(timelineOf(finding, byId([polluter, between, cleaner, victim]))).toEqual({
    total: 4,
    marks: [
      { at: 0, id: polluter.id, role: 'polluter', failed: false },
      { at: 2, id: cleaner.id, role: 'cleaner', failed: false },
      { at: 3, id: victim.id, role: 'victim', failed: true },
    ],
  })
})

test('if polluter and victim are in one file, the timeline shows only that file', () => {
  const other = sampleTest('elsewhere', { file: 'a.test.ts' })
  const [polluter, victim] = ['sets it', 'reads it'].map((title) =>
    sampleTest(title, { file: 'b.test.ts' }),
  )
  const finding = sampleFinding([victim!], { cause: { kind: 'polluter', tests: [polluter!.id] } })
  expect(timelineOf(finding, byId([other, polluter!, victim!]))).toMatchObject({
    total: 2,
    file: 'b.test.ts',
    marks: [{ at: 0 }, { at: 1 }],
  })
})

test('tests of another project are not in the timeline', () => {
  const other = sampleTest('elsewhere', { file: 'b.test.ts', project: 'other' })
  const polluter = sampleTest('sets it', { file: 'a.test.ts' })
  const victim = sampleTest('reads it', { file: 'c.test.ts' })
  const finding = sampleFinding([victim], { cause: { kind: 'polluter', tests: [polluter.id] } })
  expect(timelineOf(finding, byId([polluter, other, victim]))?.total).toBe(2)
})

test('a finding without a test to blame has no timeline', () => {
  const victim = sampleTest('reads it')
  const causes: Partial<Finding>[] = [
    {},
    { cause: { kind: 'self' } },
    { cause: { kind: 'load-time', files: ['a.ts'] } },
  ]
  for (const cause of causes) {
    const finding = sampleFinding([victim], cause)
    expect(timelineOf(finding, byId([victim]))).toBeUndefined()
  }
})

import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord, type Entry } from '../model/run-record.fixture.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import { confirm, type Verdict } from './confirm.js'

const tests = suiteOf(['p', 'c', 'v'], { domain: 'd' })
const lane = ['p', 'v'].map((name) => tests.find(({ titlePath }) => titlePath.includes(name))?.id ?? name) // prettier-ignore
const [polluter = '', victim = ''] = lane
const own = tests.map(({ id }) => id)

/** The outcome of the victim in own order and alone, and in the lane that it shares with its polluter. */
const seen = (elsewhere: string, inLane: string): RunRecord[] => [
  runRecord('together', own.map((id): Entry => [id, id === victim ? elsewhere : 'passed'])), // prettier-ignore
  ...own.map((id) => runRecord('alone', [[id, id === victim ? elsewhere : 'passed']])),
  runRecord('lanes', [[polluter, 'passed'], [victim, inLane]], { spread: true }), // prettier-ignore
]

/** The verdict about the victim, if each repeat of a request has the same outcome. */
function confirmed(
  records: readonly RunRecord[],
  outcomeOf: (request: RunRequest) => string,
): { verdict: Verdict | undefined; asked: RunRequest[] } {
  const asked: RunRequest[] = []
  const asking = confirm(tests, records, { repeats: 3, last: () => own })
  let step = asking.next()
  while (!step.done) {
    asked.push(...step.value)
    const ran = step.value.map((request) => {
      const { purpose, order, ...rest } = request
      const entries = order.map((id): Entry => [id, id === victim ? outcomeOf(request) : 'passed'])
      return runRecord(purpose, entries, rest)
    })
    step = asking.next(ran)
  }
  return { verdict: step.value.find(({ test }) => test.id === victim), asked }
}
const isAlone = ({ order }: RunRequest): boolean => order.length === 1

test('a test that fails in a lane, and again when the lane runs by itself, is a victim', () => {
  const { verdict, asked } = confirmed(seen('passed', 'boom'), (request) =>
    isAlone(request) ? 'passed' : 'boom',
  )
  expect(asked.slice(0, 3).map(({ order, host, exclusive, spread }) => ({ order, host, exclusive, spread }))) // prettier-ignore
    .toEqual(Array(3).fill({ order: lane, host: 'cold', exclusive: true, spread: undefined }))
  expect(verdict).toMatchObject({
    certain: true,
    judgement: {
      kind: 'victim',
      // The run side by side is no part of the evidence.
      difference: { company: { failed: 3, total: 3 }, alone: { failed: 0 } },
    },
  })
})

test('a test that fails in a lane, but not when the lane runs by itself, is flaky: a race', () => {
  const { verdict, asked } = confirmed(seen('passed', 'boom'), () => 'passed')
  expect(asked.map(({ order }) => order)).toEqual([lane, lane, lane])
  expect(verdict?.certain).toBe(true)
  expect(verdict?.judgement).toMatchObject({
    kind: 'flaky',
    note: expect.stringContaining('side by side') as string,
  })
})

test('a test that passes only in a lane is brittle if it passes when the lane runs by itself, else broken', () => {
  const setUp = confirmed(seen('boom', 'passed'), (request) => (isAlone(request) ? 'boom' : 'passed')) // prettier-ignore
  expect(setUp.verdict?.judgement.kind).toBe('brittle')
  const luck = confirmed(seen('boom', 'passed'), () => 'boom')
  expect(luck.verdict?.judgement.kind).toBe('broken')
})

test('a lane with the same outcome as all other runs is not run again', () => {
  expect(confirmed(seen('passed', 'passed'), () => 'passed').asked).toEqual([])
})

import { expect, test } from 'vitest'
import type { RunRecord, RunRequest } from '../model/run.js'
import { runRecord } from '../model/run-record.fixture.js'
import { answeringFrom } from './known-answers.js'
import type { Recording } from './recording.js'

const asking = (...order: string[]): RunRequest => ({
  purpose: 'pairs',
  project: 'app',
  order,
  host: 'warm',
})
const answering = (run: string, request: RunRequest): RunRecord => ({
  ...runRecord(
    request.purpose,
    request.order.map((id) => [id, 'passed']),
  ),
  run,
})

const KNOWN = [asking('a', 'b'), asking('c')]

function opened() {
  const asked: (readonly RunRequest[])[] = []
  const known = {
    answers: KNOWN.map((request, at) => ({
      request,
      records: [answering(`r${String(at + 7)}`, request)],
    })),
  } as unknown as Recording
  const answer = answeringFrom(known, (requests) => {
    asked.push(requests)
    return Promise.resolve(requests.map((request, at) => answering(`r${String(at + 1)}`, request)))
  })
  return { answer, asked }
}

test('only what is not known is run, and all answers come back in the order in which they were asked for', async () => {
  const { answer, asked } = opened()
  const given = await answer([asking('x'), asking('c'), asking('y'), asking('a', 'b')])
  expect(asked).toEqual([[asking('x'), asking('y')]])
  expect(given.map(({ request }) => request.order.join())).toEqual(['x', 'c', 'y', 'a,b'])
  // Known runs are r7 and r8: later ones have other numbers.
  expect(given.flatMap(({ records }) => records.map(({ run }) => run))).toEqual([
    'r9',
    'r8',
    'r10',
    'r7',
  ])
})

test('a known answer is given once, as a repeat of the run is another run', async () => {
  const { answer, asked } = opened()
  await answer([asking('c')])
  await answer([asking('c')])
  expect(asked).toEqual([[asking('c')]])
})

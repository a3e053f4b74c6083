import { expect, test } from 'vitest'
import type { RunRecord, RunRequest } from '../model/run.js'
import { drive } from './drive.js'
import type { Asking } from './oracle.js'

function request(...order: string[]): RunRequest {
  return { purpose: 'search', project: 'p', order, host: 'cold' }
}

function recordOf(asked: RunRequest, run: string): RunRecord {
  const end = { kind: 'completed' } as const
  return { run, request: asked, end, results: [], stray: [], wallMs: 1, cpuMs: 1, processes: 1 }
}

function* askOnce(...requests: RunRequest[]): Asking<(string | undefined)[]> {
  const records = yield requests
  return records.map((record) => record?.run)
}

test('each request gets its own record, even if the records come back in another order', async () => {
  const [a, b] = [request('a'), request('b')]
  const runs = await drive(askOnce(a, b), () =>
    Promise.resolve([recordOf(b, 'of b'), recordOf(a, 'of a')]),
  )
  expect(runs).toEqual(['of a', 'of b'])
})

test('two equal requests get one record each', async () => {
  const twice = [request('a'), request('a')]
  const runs = await drive(askOnce(...twice), () =>
    Promise.resolve(twice.map((each, index) => recordOf(each, `r${String(index)}`))),
  )
  expect(runs).toEqual(['r0', 'r1'])
})

test('if a record is missing, the search ends without a result', async () => {
  const runs = await drive(askOnce(request('a'), request('b')), () =>
    Promise.resolve([recordOf(request('a'), 'r')]),
  )
  expect(runs).toBeUndefined()
})

import { expect, test, vi } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import { knownRuns } from './known-runs.js'

const request = (purpose: string, ...order: string[]): RunRequest => ({
  ...{ purpose, project: 'app', order, host: 'warm' },
})
const runNow = () =>
  vi.fn((requests: readonly RunRequest[]) =>
    Promise.resolve(
      requests.map(({ purpose, order }): RunRecord => runRecord(purpose, order.map((id) => [id, 'passed']))),
    ),
  ) // prettier-ignore

test('each known run answers one equal request, and all other requests are run', async () => {
  const execute = runNow()
  const known = knownRuns(
    [runRecord('alone', [['a', 'boom']]), runRecord('alone', [['a', 'crashed']])],
    execute,
  )
  const outcomes = async (...asked: RunRequest[]) =>
    (await known.execute(asked)).map(({ results }) => results[0]?.outcome)
  expect(await outcomes(request('alone', 'a'))).toEqual(['failed'])
  expect(await outcomes(request('alone', 'a'), request('alone', 'b'))).toEqual(['crashed', 'passed']) // prettier-ignore
  expect(await outcomes(request('alone', 'a'))).toEqual(['passed'])
  expect(execute.mock.calls.map(([asked]) => asked.map(({ order }) => order))).toEqual([
    [['b']],
    [['a']],
  ])
  expect(known.taken()).toEqual({ runs: 2, processes: 2, cpuMs: 2 })
})

test('a request with another order, host or option is run; an option that is undefined makes no difference', async () => {
  const execute = runNow()
  const known = knownRuns([runRecord('alone', [['a', 'boom']], { host: 'cold' })], execute)
  const exclusive = { ...request('alone', 'a'), host: 'cold', exclusive: true } as const
  await known.execute([request('alone', 'a'), exclusive, request('alone', 'a', 'a')])
  expect(execute.mock.calls[0]?.[0]).toHaveLength(3)
  const asked: RunRequest = { host: 'cold', order: ['a'], project: 'app', purpose: 'alone' }
  await known.execute([{ ...asked, ...({ serial: undefined } as object) }])
  expect(execute).toHaveBeenCalledTimes(1)
})

test('a known run that was aborted is run again', async () => {
  const execute = runNow()
  const end = { kind: 'aborted' } as const
  const known = knownRuns([runRecord('alone', [['a', 'missing']], { end })], execute)
  await known.execute([request('alone', 'a')])
  expect(execute).toHaveBeenCalledTimes(1)
})

test('known and new runs get different names, and still name the run whose beginning they share', async () => {
  const first = { ...runRecord('after', [['a', 'passed'], ['b', 'passed']]), run: 'r1' } // prettier-ignore
  const second = { ...runRecord('after', [['c', 'passed']]), run: 'r2', shared: { run: 'r1', entries: 1 } } // prettier-ignore
  const known = knownRuns([first, second], () =>
    Promise.resolve([{ ...runRecord('alone', [['z', 'passed']]), run: 'r1' }]),
  )
  const records = await known.execute([second.request, request('alone', 'z'), first.request])
  const names = records.map(({ run, shared }) => [run, shared?.run])
  expect(new Set(records.map(({ run }) => run)).size).toBe(3)
  expect(names[0]?.[1]).toBe(names[1]?.[0])
})

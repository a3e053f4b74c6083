import { expect, test } from 'vitest'
import { sayingIfRed } from './already-red.js'
import type { ProgressEvent } from './model/event.js'
import { runRecord } from './model/run-record.fixture.js'

const go = () => undefined

test('after the first run in own order, one notice says how many tests fail in it', async () => {
  const said: ProgressEvent[] = []
  const red = runRecord('together', [['a', 'passed'], ['b', 'boom'], ['c', 'boom']]) // prettier-ignore
  const run = sayingIfRed(() => Promise.resolve([red]), (event) => void said.push(event)) // prettier-ignore
  await run('together', [], go)
  await run('together', [], go)
  await run('alone', [], go)
  expect(said).toEqual([
    {
      kind: 'notice',
      message:
        "2 of 3 tests fail in the suite's own order: going on to see which of them fail because of others",
    },
  ])
})

test('if no test fails in own order, there is no notice', async () => {
  const said: ProgressEvent[] = []
  const green = runRecord('together', [['a', 'passed']])
  const run = sayingIfRed(() => Promise.resolve([green]), (event) => void said.push(event)) // prettier-ignore
  await run('together', [], go)
  await run('alone', [], go)
  expect(said).toEqual([])
})

import { expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import { doubtSharedSetup } from './doubt-shared-setup.js'

const shared = { sharedSetup: true }
const failed = runRecord('together', [['a > 1', 'passed'], ['a > 2', 'boom']]) // prettier-ignore
const on = (host: 'warm' | 'cold' | 'forking', record = failed) => ({
  ...record,
  request: { ...record.request, host },
})

test('a failure in a warm host with a shared setup voids the run, which is repeated in a cold host', () => {
  expect(doubtSharedSetup(on('warm'), shared).end).toMatchObject({ kind: 'void', coldAgain: true })
  const crashed = { ...on('warm'), end: { kind: 'crashed' } as const }
  expect(doubtSharedSetup(crashed, shared).end).toMatchObject({ coldAgain: true })
})

test('a pass, a failure in a cold host, and a failure without a shared setup are believed', () => {
  const passed = runRecord('together', [['a > 1', 'passed']])
  expect(doubtSharedSetup(on('warm', passed), shared)).toEqual(on('warm', passed))
  expect(doubtSharedSetup(on('cold'), shared)).toEqual(on('cold'))
  expect(doubtSharedSetup(on('warm'), { sharedSetup: false })).toEqual(on('warm'))
})

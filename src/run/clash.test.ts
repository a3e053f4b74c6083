import { expect, test } from 'vitest'
import type { RunRecord } from '../model/run.js'
import { mayHaveClashed } from './clash.js'

function failedWith(message: string): RunRecord {
  return {
    run: 'r1',
    request: { purpose: 'alone', project: 'p', order: ['t'], host: 'warm' },
    end: { kind: 'completed' },
    results: [{ id: 't', outcome: 'failed', durationMs: 1, failure: { type: 'Error', message } }],
    stray: [],
    wallMs: 1,
    cpuMs: 1,
    processes: 1,
  }
}

test.each([
  'listen EADDRINUSE: address already in use 127.0.0.1:3000',
  '[Errno 98] Address already in use',
  '(sqlite3.OperationalError) database is locked',
  'database "test" is being accessed by other users',
  'ERROR: deadlock detected',
])('the failure %j may be a clash with another run', (message) => {
  expect(mayHaveClashed(failedWith(message))).toBe(true)
})

test.each(['expected 429 to be 200', 'locker not found', ''])(
  'the failure %j is no clash with another run',
  (message) => {
    expect(mayHaveClashed(failedWith(message))).toBe(false)
  },
)

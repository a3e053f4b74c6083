import { expect, test } from 'vitest'
import type { Failure } from '../../model/failure.js'
import { fingerprint, reasonOf } from './fingerprint.js'
import { toFailure } from './to-failure.js'

const print = (message: string, frame = 'src/api.ts:12', type = 'Error'): string =>
  fingerprint(toFailure({ type, message, frame }))

test.each([
  [
    'a UUID',
    'no user 6f1c2d3e-0000-4000-8000-1234567890ab',
    'no user 11111111-2222-4333-8444-555555555555',
  ],
  [
    'the port of an address',
    'connect ECONNREFUSED 127.0.0.1:3000',
    'connect ECONNREFUSED 127.0.0.1:49152',
  ],
  ['the port of a URL', 'GET http://localhost:8080/a failed', 'GET http://localhost:443/a failed'],
  ['a temporary path', "ENOENT, open '/tmp/lc-a1/3/t/x.db'", "ENOENT, open '/tmp/lc-Zq/44/t/x.db'"],
  ['a temporary path of macOS', 'open /private/var/folders/a/b/T/x', 'open /var/folders/c/d/T/y'],
  [
    'a temporary path as a module',
    "<class 'tmp.lc-e1AEE9.13.t.pytest-1.conf.CONFIG'>",
    "<class 'tmp.lc-Zq00aa.7.t.pytest-0.conf.CONFIG'>",
  ],
  [
    'a random name behind a word',
    'no Config9f86d081884c7d659f86d081884c7d65',
    'no Config0123456789abcdef0123456789abcdef',
  ],
  ['a duration', 'took 12.5 ms', 'took 3 ms'],
  ['the limit of a time-out', 'Test timed out in 500ms.', 'Test timed out in 5000ms.'],
  ['a memory address', 'segfault at 0x7ffe12', 'segfault at 0x55aa'],
  ['a hash', 'missing chunk 9f86d081884c7d65', 'missing chunk 0123456789abcdef'],
  ['a time', 'expired at 2026-01-02T03:04:05.678Z', 'expired at 2025-12-31 23:59:59'],
  ['a count', 'expected 17 to be 1', 'expected 18 to be 1'],
  ['an amount', 'expected -3.25 to be 0', 'expected 17 to be 0'],
  ['colour', '\u001b[31mexpected\u001b[39m a', 'expected a'],
  ['white space', 'a\n    b', 'a b'],
])('failures that differ only in %s have the same fingerprint', (_, one, other) => {
  expect(print(one)).toBe(print(other))
})

test.each([
  ['HTTP 429 Too Many Requests', 'HTTP 500 Internal Server Error'],
  ['expected 500 to be 200', 'expected 429 to be 200'],
  ['expected cat', 'expected dog'],
  ['needs es2022', 'needs es2015'],
  ['expected deadbeef', 'expected feedface'],
  ["open '/home/me/a'", "open '/home/me/b'"],
])('%j and %j have different fingerprints', (one, other) => {
  expect(print(one)).not.toBe(print(other))
})

test('another type or file makes another fingerprint, another line does not', () => {
  expect(print('boom', 'src/api.ts:12')).toBe(print('boom', 'src/api.ts:99'))
  expect(print('boom', 'src/api.ts:12')).not.toBe(print('boom', 'src/db.ts:12'))
  expect(print('boom', 'src/api.ts:12', 'TypeError')).not.toBe(print('boom'))
})

test('self-polluting tests have one reason if they fail at the same line, victims if the message is the same', () => {
  const at = (line: number, message: string): Failure =>
    toFailure({ type: 'AssertionError', message, frame: `tests/test_sizes.py:${String(line)}` })
  const row = at(8, "'-300 B' == '300 B'")
  const other = at(8, "'-2 KB' == '2 KB'")
  expect(reasonOf('self-polluting', row)).toBe(reasonOf('self-polluting', other))
  expect(reasonOf('self-polluting', row)).not.toBe(reasonOf('self-polluting', at(9, row.message)))
  expect(reasonOf('victim', row)).not.toBe(reasonOf('victim', other))
  expect(reasonOf('victim', row)).toBe(reasonOf('victim', at(9, row.message)))
})

import { expect, test } from 'vitest'
import type { Failure } from '../model/failure.js'
import { fingerprint, reasonOf, sameFailure, toFailure } from './fingerprint.js'

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

test('a repeat with another number in its message is the same failure, with other words it is not', () => {
  const failure = (message: string) => toFailure({ type: 'Error', message })
  expect(sameFailure(failure('expected 99 to be 1'), failure('expected 100 to be 1'))).toBe(true)
  expect(sameFailure(failure('expected 99'), failure('cannot read x'))).toBe(false)
  expect(sameFailure(failure('expected 99'), undefined)).toBe(false)
  expect(sameFailure(undefined, undefined)).toBe(true)
})

test.each([
  ['a longer list', 'assert [0, 1] == []', 'assert [0, 1, 2] == []'],
  [
    'a longer list that pytest explains',
    'assert 4 < 4\n +  where 4 = len([0, 1, 2, 3])\n +    where [0, 1, 2, 3] = Registry.items',
    'assert 5 < 4\n +  where 5 = len([0, 1, 2, 3, 4])\n +    where [0, 1, 2, 3, 4] = Registry.items',
  ],
  [
    'one more item, described in other words',
    "too many\nassert ['a'] == []\n  \n  Left contains one more item: 'a'",
    "too many\nassert ['a', 'b'] == []\n  \n  Left contains 2 more items, first extra item: 'a'",
  ],
  [
    'a longer list in unittest',
    'Lists differ: [1] != []\n\nFirst list contains 1 additional elements.\n\n- [1]\n+ []',
    'Lists differ: [1, [2, 3]] != []\n\nFirst list contains 2 additional elements.\n\n- [1, [2, 3]]\n+ []',
  ],
  ['another string', "expected 'eu' to be 'us'", "expected 'it\\'s [ap]' to be 'us'"],
  [
    'a longer object',
    'expected { a: 1 } to deeply equal {}',
    "expected { a: 1, b: { c: [ 'x' ] } } to deeply equal {}",
  ],
  [
    'a list that is too long to be shown whole',
    `expected [ 'a', ${'1, '.repeat(500)}]`,
    `expected [ 'b', ${'2, '.repeat(600)}]`,
  ],
])('an assertion is the same failure if its message differs only by %s', (_, one, other) => {
  const failure = (message: string) => toFailure({ type: 'AssertionError', message })
  expect(sameFailure(failure(one), failure(other))).toBe(true)
})

test.each([
  ['AssertionError', "expected 'eu' to be 'us'", "expected 'eu' to match 'us'"],
  ['AssertionError', 'assert [] == []', 'assert [] != []'],
  ['KeyError', "'region'", "'currency'"],
  ['Error', "open 'a'", "open 'b'"],
])('with the type %s, %j is another failure than %j', (type, one, other) => {
  const failure = (message: string) => toFailure({ type, message })
  expect(sameFailure(failure(one), failure(other))).toBe(false)
})

test('a long message is kept up to 1000 characters with its numbers, and without them up to 300', () => {
  const { message, normalized } = toFailure({ type: 'Error', message: `17 of ${'x'.repeat(5000)}` })
  expect(message).toHaveLength(1001)
  expect(message.startsWith('17 of')).toBe(true)
  expect(normalized).toHaveLength(300)
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

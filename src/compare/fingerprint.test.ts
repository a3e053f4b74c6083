import { expect, test } from 'vitest'
import type { Failure } from '../model/failure.js'
import { fingerprint, reasonOf, sameFailure, toFailure } from './fingerprint.js'

const print = (message: string, frame = 'src/api.ts:12', type = 'Error'): string =>
  fingerprint(toFailure({ type, message, frame }))

test.each([
  [
    'uuid',
    'no user 6f1c2d3e-0000-4000-8000-1234567890ab',
    'no user 11111111-2222-4333-8444-555555555555',
  ],
  ['port', 'connect ECONNREFUSED 127.0.0.1:3000', 'connect ECONNREFUSED 127.0.0.1:49152'],
  ['port', 'GET http://localhost:8080/a failed', 'GET http://localhost:443/a failed'],
  ['temporary path', "ENOENT, open '/tmp/lc-a1/3/t/x.db'", "ENOENT, open '/tmp/lc-Zq/44/t/x.db'"],
  ['temporary path', 'open /private/var/folders/a/b/T/x', 'open /var/folders/c/d/T/y'],
  [
    'temporary path as a module',
    "<class 'tmp.lc-e1AEE9.13.t.pytest-1.conf.CONFIG'>",
    "<class 'tmp.lc-Zq00aa.7.t.pytest-0.conf.CONFIG'>",
  ],
  [
    'random name behind a word',
    'no Config9f86d081884c7d659f86d081884c7d65',
    'no Config0123456789abcdef0123456789abcdef',
  ],
  ['duration', 'took 12.5 ms', 'took 3 ms'],
  ['duration', 'Test timed out in 500ms.', 'Test timed out in 5000ms.'],
  ['address', 'segfault at 0x7ffe12', 'segfault at 0x55aa'],
  ['hash', 'missing chunk 9f86d081884c7d65', 'missing chunk 0123456789abcdef'],
  ['time', 'expired at 2026-01-02T03:04:05.678Z', 'expired at 2025-12-31 23:59:59'],
  ['count', 'expected 17 to be 1', 'expected 18 to be 1'],
  ['amount', 'expected -3.25 to be 0', 'expected 17 to be 0'],
  ['colour', '\u001b[31mexpected\u001b[39m a', 'expected a'],
  ['white space', 'a\n    b', 'a b'],
])('another %s is the same failure', (_, one, other) => {
  expect(print(one)).toBe(print(other))
})

test.each([
  ['HTTP 429 Too Many Requests', 'HTTP 500 Internal Server Error'],
  ['expected 500 to be 200', 'expected 429 to be 200'],
  ['expected cat', 'expected dog'],
  ['needs es2022', 'needs es2015'],
  ['expected deadbeef', 'expected feedface'],
  ["open '/home/me/a'", "open '/home/me/b'"],
])('%s: another failure than %s', (one, other) => {
  expect(print(one)).not.toBe(print(other))
})

test('type and own file tell failures apart; the line does not', () => {
  expect(print('boom', 'src/api.ts:12')).toBe(print('boom', 'src/api.ts:99'))
  expect(print('boom', 'src/api.ts:12')).not.toBe(print('boom', 'src/db.ts:12'))
  expect(print('boom', 'src/api.ts:12', 'TypeError')).not.toBe(print('boom'))
})

test('a repeat may fail with any other number, but not with another reason', () => {
  const failure = (message: string) => toFailure({ type: 'Error', message })
  expect(sameFailure(failure('expected 99 to be 1'), failure('expected 100 to be 1'))).toBe(true)
  expect(sameFailure(failure('expected 99'), failure('cannot read x'))).toBe(false)
  expect(sameFailure(failure('expected 99'), undefined)).toBe(false)
  expect(sameFailure(undefined, undefined)).toBe(true)
})

test.each([
  ['a longer list', 'assert [0, 1] == []', 'assert [0, 1, 2] == []'],
  [
    'a longer list, and what pytest says of it',
    'assert 4 < 4\n +  where 4 = len([0, 1, 2, 3])\n +    where [0, 1, 2, 3] = Registry.items',
    'assert 5 < 4\n +  where 5 = len([0, 1, 2, 3, 4])\n +    where [0, 1, 2, 3, 4] = Registry.items',
  ],
  [
    'one more, in other words',
    "too many\nassert ['a'] == []\n  \n  Left contains one more item: 'a'",
    "too many\nassert ['a', 'b'] == []\n  \n  Left contains 2 more items, first extra item: 'a'",
  ],
  [
    'unittest',
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
    'more than is shown',
    `expected [ 'a', ${'1, '.repeat(500)}]`,
    `expected [ 'b', ${'2, '.repeat(600)}]`,
  ],
])('%s: an assertion that fails as before', (_, one, other) => {
  const failure = (message: string) => toFailure({ type: 'AssertionError', message })
  expect(sameFailure(failure(one), failure(other))).toBe(true)
})

test.each([
  ['AssertionError', "expected 'eu' to be 'us'", "expected 'eu' to match 'us'"],
  ['AssertionError', 'assert [] == []', 'assert [] != []'],
  ['KeyError', "'region'", "'currency'"],
  ['Error', "open 'a'", "open 'b'"],
])('%s: %s is another reason than %s', (type, one, other) => {
  const failure = (message: string) => toFailure({ type, message })
  expect(sameFailure(failure(one), failure(other))).toBe(false)
})

test('what a report shows is bounded and says what was seen', () => {
  const { message, normalized } = toFailure({ type: 'Error', message: `17 of ${'x'.repeat(5000)}` })
  expect(message).toHaveLength(1001)
  expect(message.startsWith('17 of')).toBe(true)
  expect(normalized).toHaveLength(300)
})

test('tests that cannot run twice have one reason where they fail at one line, victims where they say the same', () => {
  const at = (line: number, message: string): Failure =>
    toFailure({ type: 'AssertionError', message, frame: `tests/test_sizes.py:${String(line)}` })
  const row = at(8, "'-300 B' == '300 B'")
  const other = at(8, "'-2 KB' == '2 KB'")
  expect(reasonOf('self-polluting', row)).toBe(reasonOf('self-polluting', other))
  expect(reasonOf('self-polluting', row)).not.toBe(reasonOf('self-polluting', at(9, row.message)))
  expect(reasonOf('victim', row)).not.toBe(reasonOf('victim', other))
  expect(reasonOf('victim', row)).toBe(reasonOf('victim', at(9, row.message)))
})

import { describe, expect, test } from 'vitest'
import { ACCOUNTS } from './accounts.js'
import { pairsOf, readCorpus } from './corpus.fixture.js'
import { COUNTS } from './counts.js'
import { DETAILS } from './details.js'
import { sameError, sameFailure } from './same-failure.js'
import { toFailure } from './to-failure.js'

const { same, different } = readCorpus()
const texts = [...same, ...different].flatMap(({ failures }) => failures)

describe('what tools really say:', () => {
  test.each(same)('$tool, one reason: $what', ({ failures }) => {
    for (const [one, other] of pairsOf(failures))
      expect(sameFailure(one, other), `${one.message}\n\n${other.message}`).toBe(true)
  })

  test.each(different)('$tool, several reasons: $what', ({ failures }) => {
    for (const [one, other] of pairsOf(failures))
      expect(sameFailure(one, other), `${one.message}\n\n${other.message}`).toBe(false)
  })

  test('there are enough pairs of both kinds to say so', () => {
    const count = (of: typeof same) => of.flatMap(({ failures }) => pairsOf(failures)).length
    expect(count(same)).toBeGreaterThan(150)
    expect(count(different)).toBeGreaterThan(50)
  })

  test.each([...ACCOUNTS, ...DETAILS, ...COUNTS])(
    'a rule is there for some of it: $what',
    (rule) => {
      const { within, pattern } = rule
      const isFor = (text: string) => (within?.test(text) ?? true) && text.search(pattern) >= 0
      // Counts are compared once their digits are gone.
      const shown = ({ message }: { message: string }) => [message, message.replace(/\d+/g, '<n>')]
      expect(texts.flatMap(shown).some(isFor)).toBe(true)
    },
  )
})

const failure = (message: string, frame?: string, type = 'AssertionError') =>
  toFailure({ type, message, ...(frame === undefined ? {} : { frame }) })

describe('values are all there is in', () => {
  test.each([
    ['assert 2 == 1', 'assert 2 == 0'],
    ['assert 2 == 1', 'assert 2 == 1'],
    ['expected 2 to be 1 // Object.is equality', 'expected 2 to be +0 // Object.is equality'],
    ['expected "spy" to be called 1 times, but got 2 times', 'expected "spy" to be called 1 times, but got 3 times'], // prettier-ignore
    ['assert False', 'assert None'],
    ['2 != 1', '2 != 0'],
    ['', ''],
  ])('%j and %j: they are the same at one line, and not at two', (one, other) => {
    expect(sameFailure(failure(one, 'a.py:5'), failure(other, 'a.py:5'))).toBe(true)
    expect(sameFailure(failure(one, 'a.py:5'), failure(other, 'a.py:9'))).toBe(false)
    expect(sameFailure(failure(one, 'a.py:5'), failure(other, 'b.py:5'))).toBe(false)
    // Where nobody knows the line it says nothing.
    expect(sameFailure(failure(one), failure(other))).toBe(true)
  })
})

test.each([
  'queue is drained: expected 2 to be 0',
  'queue is drained\nassert 2 == 0',
  'HTTP 429 Too Many Requests',
  'expected 429 to be 200',
  'expected "save" to be called 1 times, but got 2 times',
])('%j tells by itself what is wrong, at whichever line', (message) => {
  expect(sameFailure(failure(message, 'a.ts:5'), failure(message, 'a.ts:9'))).toBe(true)
  expect(sameError(failure(message, 'a.ts:5'), failure(message, 'a.ts:9'))).toBe(true)
})

test('reports call two numbers the same error only at one line', () => {
  const [one, other] = ['assert 2 == 1', 'assert 2 == 0']
  expect(sameError(failure(one, 'a.py:5'), failure(other, 'a.py:9'))).toBe(false)
  expect(sameError(failure(one, 'a.py:5'), failure('assert 3 == 1', 'a.py:5'))).toBe(true)
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

test('another type is another failure', () => {
  expect(sameFailure(failure('assert 2 == 1'), failure('assert 2 == 1', undefined, 'Error'))).toBe(false) // prettier-ignore
})

test('no failure is like no failure, and unlike any', () => {
  expect(sameFailure(undefined, undefined)).toBe(true)
  expect(sameFailure(failure('assert 2 == 1'), undefined)).toBe(false)
})

test.each([
  ['a list that is cut off, and one that is not', ['a'], Array<string>(400).fill('b')],
  ['two lists that are cut off', Array<string>(300).fill('a'), Array<string>(400).fill('b')],
])('what is too long to be kept is the same as far as it is known: %s', (_, one, other) => {
  const shown = (list: readonly string[]) => failure(`assert ${JSON.stringify(list)} == []`)
  expect(sameFailure(shown(one), shown(other))).toBe(true)
  expect(sameFailure(shown(one), failure('too many: [...]'))).toBe(false)
})

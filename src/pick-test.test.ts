import { expect, test } from 'vitest'
import { pickTest } from './pick-test.js'

const ids = [
  'test/cart.test.ts > adds a book',
  'test/cart.test.ts > adds a book twice',
  'test/cart.test.ts > starts empty',
  'tests/test_api.py::TestUser::test_create',
]

test.each([
  ['test/cart.test.ts > adds a book', 'test/cart.test.ts > adds a book'],
  ['starts empty', 'test/cart.test.ts > starts empty'],
  ['twice', 'test/cart.test.ts > adds a book twice'],
  ['testuser', 'tests/test_api.py::TestUser::test_create'],
])('%j picks the test %s', (target, id) => expect(pickTest(target, ids)).toBe(id))

test('a text that is part of several ids is an error, and up to three of them are named', () => {
  expect(() => pickTest('adds', ids)).toThrow(
    expect.objectContaining({
      code: 'ambiguous-test',
      exitCode: 2,
      message: '2 tests have adds in their id',
      hint: "'test/cart.test.ts > adds a book', 'test/cart.test.ts > adds a book twice': say more of its id",
    }),
  )
  const many = Array.from({ length: 9 }, (_, index) => `a > ${String(index)}`)
  expect(() => pickTest('a >', many)).toThrow(
    expect.objectContaining({ hint: "'a > 0', 'a > 1', 'a > 2' and 6 more: say more of its id" }),
  )
})

test.each([
  ['starts emtpy', 'did you mean test/cart.test.ts > starts empty?'],
  ['test_craete', 'did you mean tests/test_api.py::TestUser::test_create?'],
  ['something else', '`leakcheck list` prints the ids of all tests'],
])('no test id contains %j: an error with the hint %j', (target, hint) => {
  const error = { code: 'no-such-test', exitCode: 4, hint }
  expect(() => pickTest(target, ids)).toThrow(expect.objectContaining(error))
})

import { expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { requireFiles, requireTests } from './require-matches.js'

const FILES = ['tests/api/test_users.py', 'tests/api/test_items.py', 'src/cart.test.ts']

function said(run: () => void): string | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (!(error instanceof LeakcheckError)) throw error
    expect(error.exitCode).toBe(4)
    return `${error.message}; ${error.hint ?? ''}`
  }
}
const paths = (...typed: string[]) =>
  said(() =>
    requireFiles(
      typed,
      '/nowhere',
      FILES.map((file) => `/nowhere/${file}`),
      ['/nowhere/legacy/shop'],
    ),
  )
const LIST = '`leakcheck list` prints all tests'

test.each([
  ['every path means a file', ['tests/api/test_users.py', 'cart'], undefined],
  [
    'a misspelt folder',
    ['cart', 'tests/apy'],
    'no test file matches tests/apy; did you mean tests/api?',
  ],
  [
    'a misspelt file',
    ['src/crat.test.ts'],
    'no test file matches src/crat.test.ts; did you mean src/cart.test.ts?',
  ],
  [
    'a misspelt part of a name',
    ['cartt'],
    'no test file matches cartt; did you mean src/cart.test.ts?',
  ],
  [
    'a glob that matches nothing',
    ['tests/**/*.ts', 'cart'],
    `no test file matches tests/**/*.ts; ${LIST}`,
  ],
  [
    'several',
    ['nonsense', 'cart', 'gibberish'],
    `no test file matches nonsense, gibberish; ${LIST}`,
  ],
  [
    'the id of a test',
    ['tests/api/test_users.py::test_a'],
    "no test file matches tests/api/test_users.py::test_a; one test is named by its id: -t 'tests/api/test_users.py::test_a'",
  ],
  ['a folder whose tests are left out, and said to be', ['cart', 'legacy'], undefined],
  ['a file in such a folder', ['legacy/shop/a.test.js'], undefined],
])('paths: %s', (_, typed, expected) => {
  expect(paths(...typed)).toBe(expected)
})

const ids = (inFiles: boolean, ...typed: string[]) =>
  said(() => requireTests(typed, new Set(['a.test.ts > starts empty', 'b.py::test_b']), inFiles))

test.each([
  ['every id is one of a test', false, ['b.py::test_b'], undefined],
  [
    'a misspelt id',
    false,
    ['b.py::test_b', 'a.test.ts > stars empty'],
    "no test has the id a.test.ts > stars empty; did you mean 'a.test.ts > starts empty'?",
  ],
  [
    'a title instead of an id',
    false,
    ['starts empty'],
    "no test has the id starts empty; did you mean 'a.test.ts > starts empty'?",
  ],
  [
    'an id of another file than those named',
    true,
    ['x.py::y'],
    'no test in the files that are named has the id x.py::y; `leakcheck list` prints all ids',
  ],
] as const)('ids: %s', (_, inFiles, typed, expected) => {
  expect(ids(inFiles, ...typed)).toBe(expected)
})

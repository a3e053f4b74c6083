import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestCase } from '../model/suite.js'
import { match } from './match.js'
import { readGiven } from './read-given.js'

const idsIn = (text: string, tests: readonly TestCase[]) =>
  readGiven(text).map((given) => ({
    worker: given.worker,
    ids: match(given, tests).tests.map(({ id }) => id),
    unknown: match(given, tests).unknown,
  }))
const vitest = suiteOf([
  'test/a.test.ts > cart > adds',
  'test/a.test.ts > pays',
  'b.test.ts > pays',
])
/** As pytest's adapter makes them. */
const pytestCase = (file: string, ...titlePath: string[]): TestCase => ({
  ...vitest[0]!,
  id: [file, ...titlePath].join('::'),
  file,
  titlePath,
})
const pytest = [
  pytestCase('tests/test_a.py', 'TestCart', 'test_adds[1-x y]'),
  pytestCase('tests/test_a.py', 'test_pays'),
  pytestCase('tests/test_b.py', 'test_pays'),
]

test('a plain list of ids is read without comments and empty lines, and unknown ids are counted', () => {
  const text =
    '# every file is imported first\ntest/a.test.ts > pays\r\n\nno.test.ts > x\nb.test.ts > pays\n'
  expect(idsIn(text, vitest)).toEqual([
    { worker: undefined, ids: ['test/a.test.ts > pays', 'b.test.ts > pays'], unknown: 1 },
  ])
})

test('the order is read from what pytest -v prints', () => {
  const text = [
    'tests/test_b.py::test_pays PASSED                       [ 33%]',
    'tests/test_a.py::TestCart::test_adds[1-x y] FAILED      [ 66%]',
    'tests/test_a.py::test_pays SKIPPED (not today)          [100%]',
  ].join('\n')
  expect(idsIn(text, pytest)[0]?.ids).toEqual([
    'tests/test_b.py::test_pays',
    'tests/test_a.py::TestCart::test_adds[1-x y]',
    'tests/test_a.py::test_pays',
  ])
})

test('what pytest-xdist prints with -v is read as one order for each worker', () => {
  const text = [
    'scheduling tests via LoadScheduling',
    '[gw1] [ 33%] PASSED tests/test_b.py::test_pays ',
    '[gw0] [ 66%] PASSED tests/test_a.py::TestCart::test_adds[1-x y] ',
    '[gw1] [100%] FAILED tests/test_a.py::test_pays ',
  ].join('\n')
  expect(idsIn(text, pytest)).toEqual([
    {
      worker: 'gw1',
      ids: ['tests/test_b.py::test_pays', 'tests/test_a.py::test_pays'],
      unknown: 0,
    },
    { worker: 'gw0', ids: ['tests/test_a.py::TestCart::test_adds[1-x y]'], unknown: 0 },
  ])
})

test("pytest's JUnit file is read as one order, or as one for each worker that it names", () => {
  const text = `<?xml version="1.0" encoding="utf-8"?><testsuites><testsuite name="pytest">
    <testcase classname="tests.test_b" name="test_pays" time="0.1"/>
    <testcase classname="tests.test_a.TestCart" name="test_adds[1-x y]"><failure message="&lt;no&gt;"/></testcase>
    <testcase classname="tests.test_a" name="test_pays"><properties><property name="worker" value="gw3"/></properties></testcase>
  </testsuite></testsuites>`
  expect(idsIn(text, pytest)).toEqual([
    {
      worker: undefined,
      ids: ['tests/test_b.py::test_pays', 'tests/test_a.py::TestCart::test_adds[1-x y]'],
      unknown: 0,
    },
    { worker: 'gw3', ids: ['tests/test_a.py::test_pays'], unknown: 0 },
  ])
})

test("the order is read from Vitest's JUnit file", () => {
  const text = `<?xml version="1.0"?><testsuites name="vitest tests">
    <testsuite name="b.test.ts"><testcase classname="b.test.ts" name="pays"/></testsuite>
    <testsuite name="test/a.test.ts"><testcase classname="test/a.test.ts" name="cart &gt; adds"/></testsuite>
  </testsuites>`
  expect(idsIn(text, vitest)[0]?.ids).toEqual(['b.test.ts > pays', 'test/a.test.ts > cart > adds'])
})

test('two tests with the same name are matched in the order in which they come', () => {
  const twins = suiteOf(['a > x', 'a > x [#2]']).map((each, ordinal) => ({ ...each, ordinal }))
  const named = twins.map((each) => ({ ...each, titlePath: ['x'] }))
  const text =
    '<testsuite><testcase classname="a" name="x"/><testcase classname="a" name="x"/></testsuite>'
  expect(idsIn(text, named)[0]?.ids).toEqual(['a > x', 'a > x [#2]'])
})

test('a broken file is an error, not an empty order', () => {
  expect(() => readGiven('<testsuite><testcase')).toThrow()
})

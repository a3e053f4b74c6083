import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestCase } from '../model/suite.js'
import { commandLine as pytestLine } from './pytest/command-line.js'
import { commandLine as vitestLine } from './vitest/command-line.js'

const project = { root: '/repo/app', runnerProject: '' }
const setup = { cwd: '/repo/app', runnerArgs: [], packageDir: '', version: '4.0.0' }
const some = (tests: readonly TestCase[], ...indices: number[]): TestCase[] =>
  tests.filter((_, index) => indices.includes(index))

const mates = suiteOf([
  'a.test.ts > d > first',
  'a.test.ts > (second) $5',
  'a.test.ts > third',
  'b.test.ts > other',
])

test('Vitest: the command selects tests of one file, in declared order, by their exact names', () => {
  const words = vitestLine(setup, { order: some(mates, 0, 1), imports: [], project, mates })
  expect(words).toEqual([
    'npx',
    'vitest',
    'run',
    'a.test.ts',
    '-t',
    '^(d first|\\(second\\) \\$5)$',
  ])
})

test('Vitest 5 puts " > " between the titles of the name that its pattern is held against', () => {
  const of5 = { ...setup, version: '5.1.1' }
  const words = vitestLine(of5, { order: some(mates, 0), imports: [], project, mates })
  expect(words?.at(-1)).toBe('^(d > first)$')
})

test('Vitest: no command for tests of two files, another order than declared, or a title that two tests share', () => {
  const line = (order: readonly TestCase[], all = mates) =>
    vitestLine(setup, { order, imports: [], project, mates: all })
  expect(line(some(mates, 0, 3))).toBeUndefined()
  expect(line(some(mates, 0, 1).reverse())).toBeUndefined()
  const twins = [...mates, ...some(mates, 0).map((each) => ({ ...each, id: 'twin' }))]
  expect(line(some(mates, 0), twins)).toBeUndefined()
})

const pytestCase = (file: string, title: string): TestCase => ({
  ...mates[0]!,
  id: `${file}::${title}`,
  file,
  titlePath: [title],
})

test('pytest: the command lists ids in order, relative to its folder, and deselects files that are only imported', () => {
  const order = [
    pytestCase('tests/test_b.py', 'test_x[a b]'),
    pytestCase('tests/test_a.py', 'test_y'),
  ]
  const words = pytestLine(
    { cwd: '/repo', python: '/repo/.venv/bin/python', environment: {}, runnerArgs: ['-q'] },
    { order, imports: ['tests/test_c.py'], project, mates: [] },
  )
  expect(words?.join(' ')).toBe(
    'PYTHONHASHSEED=0 .venv/bin/python -m pytest -q -p no:randomly app/tests/test_c.py --deselect app/tests/test_c.py ' +
      'app/tests/test_b.py::test_x[a b] app/tests/test_a.py::test_y',
  )
})

test('pytest: the command runs everything in one process (-n0), even if the project uses several', () => {
  const words = pytestLine(
    { cwd: '/repo', python: 'python3', environment: { PYTHONHASHSEED: '7' }, runnerArgs: [] },
    {
      order: [pytestCase('tests/test_a.py', 'test_y')],
      ...{ imports: [], mates: [], project: { ...project, spreads: true } },
    },
  )
  expect(words).toContain('-n0')
})

test('pytest: what switches shuffling off is said once, also where you say so yourself', () => {
  const words = pytestLine(
    { cwd: '/repo', python: 'python3', environment: {}, runnerArgs: ['-p', 'no:randomly'] },
    { order: [pytestCase('tests/test_a.py', 'test_y')], imports: [], mates: [], project },
  )
  expect(words?.filter((word) => word === 'no:randomly')).toHaveLength(1)
})

test('pytest: no command for a test that runs twice, or for the second of two tests with the same name', () => {
  const one = pytestCase('tests/test_a.py', 'test_y')
  const line = (...order: TestCase[]) =>
    pytestLine(
      { cwd: '/repo', python: 'python3', environment: { PYTHONHASHSEED: '7' }, runnerArgs: [] },
      { order, imports: [], project, mates: [] },
    )
  // A hash seed in the user's environment is not repeated: the command inherits it.
  expect(line(one)?.[0]).toBe('python3')
  expect(line(one, one)).toBeUndefined()
  expect(line({ ...one, ordinal: 1 })).toBeUndefined()
})

test('pytest: no command for a file with a bracket in its name', () => {
  const line = (file: string): readonly string[] | undefined =>
    pytestLine(
      { cwd: '/work', python: 'python', environment: {}, runnerArgs: [] },
      { order: [pytestCase(file, 'test_y[a]')], imports: [], project: { root: '/work', runnerProject: '' }, mates: [] }, // prettier-ignore
    )
  expect(line('tests/test_[a].py')).toBeUndefined()
  expect(line('tests/test_a.py')?.at(-1)).toBe('tests/test_a.py::test_y[a]')
})

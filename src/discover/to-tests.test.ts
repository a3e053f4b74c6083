import { expect, test } from 'vitest'
import type { FileEvent, ListedTest } from '../model/protocol.js'
import type { Project } from '../model/suite.js'
import { toTests } from './to-tests.js'

const project: Project = {
  name: 'shop',
  runnerProject: '',
  root: '/repo',
  runner: { name: 'vitest', version: '4.1.12' },
  domain: 'project',
  sharedSetup: false,
}
const listed = (pos: string, ...titlePath: string[]): ListedTest => ({
  pos,
  titlePath,
  mode: 'run',
  concurrent: false,
})
const event = (tests: ListedTest[], changes: Partial<FileEvent> = {}): FileEvent => ({
  ev: 'file',
  at: 0,
  seg: -1,
  file: 'a.test.ts',
  environment: 'jsdom',
  tests,
  ...changes,
})

test('a test keeps the mode, line and concurrency that the runner lists, and gets an id and a position', () => {
  const marked: ListedTest = {
    ...listed('1.10', 'x', 'b'),
    mode: 'todo',
    concurrent: true,
    line: 7,
  }
  expect(toTests(project, 'a.test.ts', event([marked]))).toEqual([
    {
      id: 'a.test.ts > x > b',
      project: 'shop',
      file: 'a.test.ts',
      titlePath: ['x', 'b'],
      ordinal: 0,
      line: 7,
      domain: 'shop/(jsdom)',
      position: [1, 10],
      mode: 'todo',
      concurrent: true,
    },
  ])
})

test("tests with the same titles in one file get the ids 'x', 'x [#2]' and 'x [#3]', even if they are apart", () => {
  const tests = toTests(
    project,
    'a.test.ts',
    event([
      listed('0', 'x', 'b'),
      listed('1', 'x'),
      listed('2.0', 'x', 'b'),
      listed('3', 'x > b'),
      listed('4', 'x', 'b'),
    ]),
  )
  expect(tests.map(({ id, ordinal }) => [id, ordinal])).toEqual([
    ['a.test.ts > x > b', 0],
    ['a.test.ts > x', 0],
    ['a.test.ts > x > b [#2]', 1],
    ['a.test.ts > x \\> b', 0],
    ['a.test.ts > x > b [#3]', 2],
  ])
})

test("an id begins with the project's name in brackets if the runner has a name for the project", () => {
  const named = { ...project, runnerProject: 'shop' }
  expect(toTests(named, 'a.test.ts', event([listed('0', 'b')]))[0]?.id).toBe('[shop] a.test.ts > b')
})

test.each([
  ['failed to import', event([], { failure: { type: 'Error', message: 'no module' } })],
  ['was never reached', undefined],
])('a file that %s is one test of its own', (_, seen) => {
  expect(toTests(project, 'a.test.ts', seen)).toMatchObject([
    { id: 'a.test.ts', titlePath: [], position: [], mode: 'run', ordinal: 0 },
  ])
})

test('tests share a process within their environment, or only within their file, as the project isolates', () => {
  const domain = (of: Project, file: string, environment: string) =>
    toTests(of, file, event([listed('0', 'b')], { environment }))[0]?.domain
  expect(domain(project, 'a', 'node')).toBe(domain(project, 'b', 'node'))
  expect(domain(project, 'a', 'node')).not.toBe(domain(project, 'a', 'jsdom'))
  const isolated: Project = { ...project, domain: 'file' }
  expect(domain(isolated, 'a', 'node')).not.toBe(domain(isolated, 'b', 'node'))
})

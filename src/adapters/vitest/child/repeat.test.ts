import { expect, test } from 'vitest'
import { isRepeated, repeat } from './repeat.js'
import { readTree, type FileTree, type Task } from './tree.js'

const leaf = (name: string): Task => ({ type: 'test', name, mode: 'run' })
const group = (name: string, tasks: Task[]): Task => ({ type: 'suite', name, mode: 'run', tasks })

/** 0: a · 1: x { 1.0: b · 1.1: y { 1.1.0: c } } */
const sample = (): FileTree =>
  readTree({
    type: 'suite',
    name: 'file',
    mode: 'run',
    filepath: '/file',
    tasks: [leaf('a'), group('x', [leaf('b'), group('y', [leaf('c')])])],
  })

const names = (task: Task): string =>
  task.tasks ? `${task.name}(${task.tasks.map(names).join(' ')})` : task.name

test('repeating a test inside its describe adds it there again, so that no beforeAll runs again', () => {
  const tree = sample()
  repeat(tree, ['1.1.0'], 'test')
  expect(names(tree.file)).toBe('file(a x(b y(c c)))')
  const top = sample()
  repeat(top, ['0'], 'test')
  expect(names(top.file)).toBe('file(a x(b y(c)) a)')
})

test('repeating a group repeats everything at the top level of the file, describes with their hooks', () => {
  const tree = sample()
  repeat(tree, ['1.1.0'], 'group')
  expect(names(tree.file)).toBe('file(a x(b y(c)) a x(b y(c)))')
})

test('the unit that is repeated is a test, or for groups whatever is at the top level of the file', () => {
  const tree = sample()
  const [a, x] = tree.file.tasks as [Task, Task]
  const b = x.tasks![0]!
  expect([a, x, b].map((task) => isRepeated(tree, task, 'test'))).toEqual([true, false, true])
  expect([a, x, b].map((task) => isRepeated(tree, task, 'group'))).toEqual([true, true, false])
})

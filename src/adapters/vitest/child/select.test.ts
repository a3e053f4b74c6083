import { expect, test } from 'vitest'
import { select, type Selecting } from './select.js'
import { listTests, readTree, type FileTask, type FileTree, type Task } from './tree.js'

const leaf = (name: string, changes: Partial<Task> = {}): Task => ({
  type: 'test',
  name,
  mode: 'run',
  ...changes,
})
const group = (name: string, tasks: Task[], changes: Partial<Task> = {}): Task => ({
  type: 'suite',
  name,
  mode: 'run',
  tasks,
  ...changes,
})
const fileOf = (...tasks: Task[]): FileTask => ({
  type: 'suite',
  name: 'a',
  filepath: '/a',
  mode: 'run',
  tasks,
})

/** 0: a · 1: x { 1.0: b · 1.1: y { 1.1.0: c } } · 2: d */
const sample = (): FileTree =>
  readTree(fileOf(leaf('a'), group('x', [leaf('b'), group('y', [leaf('c')])]), leaf('d')))

const first: Selecting = { again: false, serial: false, retries: false }

/** Tests that would run, in the order in which they would. */
function running(task: Task): string[] {
  if (task.mode === 'skip' || task.mode === 'todo') return []
  return task.tasks ? task.tasks.flatMap(running) : [task.name]
}
const all = (task: Task): Task[] => [task, ...(task.tasks ?? []).flatMap(all)]

test('exactly the wanted tests run, in the wanted order', () => {
  const orders = [
    { wanted: ['0', '1.0', '1.1.0', '2'], runs: ['a', 'b', 'c', 'd'] },
    { wanted: ['2', '1.1.0', '1.0', '0'], runs: ['d', 'c', 'b', 'a'] },
    { wanted: ['1.1.0'], runs: ['c'] },
    { wanted: ['1.0', '0'], runs: ['b', 'a'] },
    { wanted: [], runs: [] },
  ]
  for (const { wanted, runs } of orders) {
    const tree = sample()
    select(tree, wanted, first)
    expect(running(tree.file)).toEqual(runs)
  }
})

test('tests that are not wanted stay in the tree as skipped, so that their snapshots are not obsolete', () => {
  const tree = sample()
  const before = all(tree.file).map(({ name }) => name)
  select(tree, ['2'], first)
  const after = all(tree.file)
  expect(after.map(({ name }) => name).sort()).toEqual(before.sort())
  expect(after.filter(({ mode }) => mode === 'skip').map(({ name }) => name)).toEqual([
    'a',
    'x',
    'b',
    'y',
    'c',
  ])
})

test('a test or describe that is marked skip or todo stays so when it is selected', () => {
  const tree = readTree(
    fileOf(
      leaf('skip', { mode: 'skip' }),
      leaf('todo', { mode: 'todo' }),
      group('off', [leaf('in')], { mode: 'skip' }),
    ),
  )
  select(tree, ['0', '1', '2.0'], first)
  expect(tree.file.tasks.map(({ mode }) => mode)).toEqual(['skip', 'todo', 'skip'])
})

test('positions mean the declared order, even after an earlier pass has rearranged the tree', () => {
  const tree = sample()
  select(tree, ['2', '1.0', '0'], first)
  select(tree, ['0', '1.1.0'], { ...first, again: true })
  expect(running(tree.file)).toEqual(['a', 'c'])
})

test('the next pass clears results and skips of the one before, even of a test that skipped itself', () => {
  const tree = sample()
  select(tree, ['0', '2'], first)
  const [a, d] = tree.file.tasks as [Task, Task]
  // As Vitest leaves a test that passed and one that skipped itself.
  a.result = { state: 'pass' }
  d.mode = 'skip'
  d.result = { state: 'skip' }
  tree.file.result = { state: 'pass' }
  select(tree, ['2', '1.0'], { ...first, again: true })
  expect(running(tree.file)).toEqual(['d', 'b'])
  expect(all(tree.file).every(({ result }) => result === undefined)).toBe(true)
})

test('the first pass keeps the result of a file that failed to import', () => {
  const tree = sample()
  tree.file.result = { state: 'fail' }
  select(tree, ['0'], first)
  expect(tree.file.result).toEqual({ state: 'fail' })
})

test('retries and shuffling are turned off', () => {
  const tree = readTree(
    fileOf(
      leaf('a', { retry: 3 }),
      group('x', [leaf('b', { retry: { count: 2 } })], { shuffle: true }),
    ),
  )
  select(tree, ['0', '1.0'], first)
  const tasks = all(tree.file)
  expect(tasks.filter(({ retry }) => retry)).toEqual([])
  expect(tasks.filter(({ shuffle }) => shuffle)).toEqual([])
})

test('concurrent tests stay concurrent, unless they are to run one at a time', () => {
  const tree = readTree(fileOf(leaf('a', { concurrent: true })))
  select(tree, ['0'], first)
  expect(tree.file.tasks[0]?.concurrent).toBe(true)
  select(tree, ['0'], { again: true, serial: true, retries: false })
  expect(tree.file.tasks[0]?.concurrent).toBe(false)
})

test('selecting inside one describe leaves the selection outside of it as it was', () => {
  const tree = sample()
  select(tree, ['0', '1.0', '1.1.0'], first)
  const [, x] = tree.file.tasks as [Task, Task, Task]
  select(tree, ['1.1.0'], { ...first, again: true, from: x })
  expect(running(tree.file)).toEqual(['a', 'c'])
})

test('tests are listed in declared order, with position, titles, mode, line and concurrency', () => {
  const file = fileOf(
    leaf('a', { location: { line: 3 } }),
    group('x', [leaf('b', { mode: 'skip' }), group('y', [leaf('c')])], { concurrent: true }),
    leaf('d', { mode: 'todo' }),
    leaf('e', { mode: 'queued', concurrent: true }),
  )
  expect(listTests(readTree(file))).toEqual([
    { pos: '0', titlePath: ['a'], mode: 'run', concurrent: false, line: 3 },
    { pos: '1.0', titlePath: ['x', 'b'], mode: 'skip', concurrent: true },
    { pos: '1.1.0', titlePath: ['x', 'y', 'c'], mode: 'run', concurrent: true },
    { pos: '2', titlePath: ['d'], mode: 'todo', concurrent: false },
    { pos: '3', titlePath: ['e'], mode: 'run', concurrent: true },
  ])
})

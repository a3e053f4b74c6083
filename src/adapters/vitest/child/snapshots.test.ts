import { expect, test } from 'vitest'
import { keepApart, neverWrite, type SnapshotState } from './snapshots.js'
import { readTree, type Task } from './tree.js'

const leaf = (name: string): Task => ({ type: 'test', name, mode: 'run' })
const tree = readTree({
  type: 'suite',
  name: 'a',
  filepath: '/a',
  mode: 'run',
  tasks: [
    { type: 'suite', name: 'card', mode: 'run', tasks: [leaf('same'), leaf('same'), leaf('own')] },
  ],
})

/** Matches as Vitest does: by key, and without one by counting. */
function stateWith(snapshots: Record<string, string>): { state: SnapshotState; tried: string[] } {
  const tried: string[] = []
  const state: SnapshotState = {
    _snapshotData: snapshots,
    match({ testName, key = `${testName} 1`, ...rest }) {
      tried.push(key)
      return { pass: snapshots[key] === (rest as { received?: string }).received }
    },
  }
  keepApart(state, tree)
  return { state, tried }
}
const take = (state: SnapshotState, testName: string, received: string, more = {}): boolean =>
  state.match({ testName, received, ...more } as Parameters<SnapshotState['match']>[0]).pass

test('a test that shares its name matches any snapshot of that name, whichever of them ran first', () => {
  const { state } = stateWith({ 'card > same 1': 'first', 'card > same 2': 'second' })
  expect(take(state, 'card > same', 'second')).toBe(true)
  expect(take(state, 'card > same', 'first')).toBe(true)
  expect(take(state, 'card > same', 'third')).toBe(false)
})

test('a test that shares its name matches any snapshot of that name with the same hint', () => {
  const { state } = stateWith({ 'card > same > hint 1': 'first', 'card > same > hint 2': 'second' })
  expect(take(state, 'card > same > hint', 'second')).toBe(true)
})

test('Vitest itself matches snapshots of unique names, new ones, and those with a key, inline or in a file', () => {
  const { state, tried } = stateWith({ 'card > own 1': 'first', 'card > own 2': 'second' })
  expect(take(state, 'card > own', 'second')).toBe(false)
  // In turn: no snapshot of that name yet; a name that begins alike; a snapshot with a key, inline, and in a file.
  take(state, 'card > same', 'new')
  take(state, 'card > same as before', 'x')
  take(state, 'card > same', 'x', { key: 'mine' })
  take(state, 'card > same', 'x', { isInline: true })
  take(state, 'card > same', 'x', { rawSnapshot: { file: 'x' } })
  expect(tried).toEqual([
    'card > own 1',
    'card > same 1',
    'card > same as before 1',
    'mine',
    'card > same 1',
    'card > same 1',
  ])
})

test('snapshot files can be read, but are never written or removed', async () => {
  const written: string[] = []
  const environment = {
    saveSnapshotFile: (path: string) => Promise.resolve(void written.push(path)),
    removeSnapshotFile: (path: string) => Promise.resolve(void written.push(path)),
    readSnapshotFile: () => Promise.resolve('content'),
  }
  neverWrite({ snapshotEnvironment: environment })
  await environment.saveSnapshotFile('a')
  await environment.removeSnapshotFile('b')
  expect(written).toEqual([])
  expect(await environment.readSnapshotFile()).toBe('content')
  neverWrite(undefined)
})

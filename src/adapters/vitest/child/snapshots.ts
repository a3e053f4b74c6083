import { each, filter, find, joined, kept, KeptMap, push } from './kept.js'
import type { FileTree, Task } from './tree.js'

/** What leakcheck uses of Vitest's options for snapshots: what reads and writes their files. */
export interface SnapshotOptions {
  snapshotEnvironment?: object | null
}

/** What it uses of the snapshots of one file. */
export interface SnapshotState {
  readonly _snapshotData?: Readonly<Record<string, unknown>>
  match: (options: MatchOptions) => { readonly pass: boolean }
}

interface MatchOptions {
  readonly testName: string
  readonly key?: string
  readonly isInline?: boolean
  readonly rawSnapshot?: unknown
}

/** A snapshot that does not exist yet is what the test says it is, as it would be for the runner, and is not kept. */
export function neverWrite(options: SnapshotOptions | undefined): void {
  const environment = options?.snapshotEnvironment as Record<string, unknown> | null | undefined
  if (!environment) return
  environment.saveSnapshotFile = nothing
  environment.removeSnapshotFile = nothing
}

async function nothing(): Promise<void> {
  // Not even a promise that somebody may have replaced.
}

/**
 * Vitest tells the snapshots of tests with one name apart by counting them as they are taken, so a test that runs without its
 * namesakes, or before them, would be compared with one of theirs. How many each takes is not known before they have run:
 * each may match any that has its name.
 */
export function keepApart(state: SnapshotState, tree: FileTree): void {
  const shared = sharedNames(tree)
  if (shared.length === 0) return
  const match = kept.bind(state.match, state)
  state.match = (options) => {
    const { testName, key, isInline, rawSnapshot } = options
    const keys = filter(kept.keys(state._snapshotData ?? {}), (each) => isOf(testName, each))
    // With a hint, it follows the name.
    const isShared = find(
      shared,
      (name) => testName === name || kept.startsWith(testName, `${name} > `),
    )
    if (isShared === undefined || key !== undefined || isInline || rawSnapshot || keys.length === 0)
      return match(options)
    let result = { pass: false }
    find(keys, (each) => {
      result = match({ ...options, key: each })
      return result.pass
    })
    return result
  }
}

const NUMBER = /^\d+$/

function isOf(testName: string, key: string): boolean {
  const rest = kept.slice(key, testName.length + 1)
  return kept.startsWith(key, `${testName} `) && kept.exec(NUMBER, rest) !== null
}

/** As Vitest puts names together for snapshots: those that several tests of the file have. */
function sharedNames({ file, titles }: FileTree): string[] {
  const times = new KeptMap<string, number>()
  const walk = ({ tasks = [] }: Task): void => {
    each(tasks, (child) => {
      const name = joined(titles.get(child) ?? [], ' > ')
      if (child.tasks) walk(child)
      else times.set(name, (times.get(name) ?? 0) + 1)
    })
  }
  walk(file)
  const shared: string[] = []
  times.forEach((count, name) => {
    if (count > 1) push(shared, name)
  })
  return shared
}

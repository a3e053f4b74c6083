import type { FileTree, Task } from './tree.js'

/** What leakcheck uses of Vitest's options for snapshots: what reads and writes their files. */
export interface SnapshotOptions {
  snapshotEnvironment?: object | null
}

/** What it uses of the snapshots of one file. */
export interface SnapshotState {
  readonly _snapshotData?: Readonly<Record<string, unknown>>
  match(options: MatchOptions): { readonly pass: boolean }
}

interface MatchOptions {
  readonly testName: string
  readonly key?: string
  readonly isInline?: boolean
  readonly rawSnapshot?: unknown
}

/** A snapshot that does not exist yet is what the test says it is, as it would be for the runner, and is not kept. */
export function neverWrite(options: SnapshotOptions | undefined): void {
  const nothing = (): Promise<void> => Promise.resolve()
  if (options?.snapshotEnvironment)
    Object.assign(options.snapshotEnvironment, {
      saveSnapshotFile: nothing,
      removeSnapshotFile: nothing,
    })
}

/**
 * Vitest tells the snapshots of tests with one name apart by counting them as they are taken, so a test that runs without its
 * namesakes, or before them, would be compared with one of theirs. How many each takes is not known before they have run:
 * each may match any that has its name.
 */
export function keepApart(state: SnapshotState, tree: FileTree): void {
  const shared = sharedNames(tree)
  if (shared.length === 0) return
  const match = state.match.bind(state)
  state.match = (options) => {
    const { testName, key, isInline, rawSnapshot } = options
    const keys = Object.keys(state._snapshotData ?? {}).filter((each) => isOf(testName, each))
    // With a hint, it follows the name.
    const isShared = shared.some((name) => testName === name || testName.startsWith(`${name} > `))
    if (!isShared || key !== undefined || isInline || rawSnapshot || keys.length === 0)
      return match(options)
    let result = { pass: false }
    for (const each of keys) {
      result = match({ ...options, key: each })
      if (result.pass) break
    }
    return result
  }
}

function isOf(testName: string, key: string): boolean {
  return key.startsWith(`${testName} `) && /^\d+$/.test(key.slice(testName.length + 1))
}

/** As Vitest puts names together for snapshots: those that several tests of the file have. */
function sharedNames({ file }: FileTree): string[] {
  const times = new Map<string, number>()
  const walk = (task: Task, above: readonly string[]): void => {
    for (const child of task.tasks ?? []) {
      const names = [...above, child.name]
      if (child.tasks) walk(child, names)
      else times.set(names.join(' > '), (times.get(names.join(' > ')) ?? 0) + 1)
    }
  }
  walk(file, [])
  return [...times].filter(([, count]) => count > 1).map(([name]) => name)
}

import { each, kept, KeptMap } from './kept.js'
import type { FileTree, Task } from './tree.js'

export interface Selecting {
  /** The tasks have run before. */
  readonly again: boolean
  /** Concurrent tests run one at a time. */
  readonly serial: boolean
  /** The project's own retries go on. */
  readonly retries: boolean
  /** The task to select in; the whole file by default. */
  readonly from?: Task
}

/**
 * Makes the runner run exactly the tests at `wanted`, in that order, as far as the file's structure can
 * express it. Only ever adds skips; un-run tests stay in the tree, since Vitest calls the snapshots of tests
 * that are not there obsolete.
 *
 * With `again`, first undoes what an earlier pass left in the tasks.
 */
export function select(
  tree: FileTree,
  wanted: readonly string[],
  { again, serial, retries, from = tree.file }: Selecting,
): void {
  const rank = new KeptMap<string, number>()
  each(wanted, (position, index) => rank.set(position, index))

  /** The smallest rank below the task; Infinity: nothing in it is wanted. */
  const visit = (task: Task): number => {
    if (again) {
      task.result = undefined
      task.mode = tree.modes.get(task) ?? task.mode
    }
    task.shuffle = false
    if (serial) task.concurrent = false
    if (task.tasks === undefined) {
      const own = rank.get(tree.positions.get(task) ?? '') ?? Infinity
      if (own === Infinity) task.mode = 'skip'
      // First attempts are what is compared.
      if (task.retry && !retries) task.retry = 0
      return own
    }
    const { tasks } = task
    const ranks = new KeptMap<Task, number>()
    let best = Infinity
    each(tasks, (child) => {
      const own = visit(child)
      ranks.set(child, own)
      if (own < best) best = own
    })
    kept.sort(tasks, (a, b) => compare(ranks.get(a), ranks.get(b)))
    if (best === Infinity) task.mode = 'skip'
    return best
  }
  visit(from)
}

function compare(a = Infinity, b = Infinity): number {
  return a === b ? 0 : a - b
}

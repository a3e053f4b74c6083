import type { ListedPlace } from '../../../model/protocol.js'
import type { FileTree, Task } from './tree.js'

/**
 * A file that declares more or fewer tests than it did when they were listed, because of what was imported before: those that are
 * still there are given the positions that they had, and those that are new other ones.
 */
export function keepPlaces(tree: FileTree, listed: readonly ListedPlace[] | undefined): FileTree {
  const tests = below(tree.file, [])
  if (!listed || tests.length === listed.length) return tree
  const positions = new Map(tree.positions)
  const free = new Map<string, string[]>()
  for (const { pos, titlePath } of listed) {
    const key = JSON.stringify(titlePath)
    free.set(key, [...(free.get(key) ?? []), pos])
  }
  tests.forEach(({ above, task, titlePath }, index) => {
    const known = free.get(JSON.stringify(titlePath))?.shift()
    positions.set(task, known ?? `new.${String(index)}`)
    if (known === undefined) return
    // All that is in a describe is in the same one.
    const path = known.split('.')
    above.forEach((suite, depth) => positions.set(suite, path.slice(0, depth + 1).join('.')))
  })
  return { ...tree, positions }
}

interface Found {
  readonly task: Task
  readonly titlePath: readonly string[]
  /** The describes that it is in, the outermost first. */
  readonly above: readonly Task[]
}

function below(parent: Task, above: readonly Task[]): Found[] {
  return (parent.tasks ?? []).flatMap((task): Found[] => {
    if (task.type === 'suite') return below(task, [...above, task])
    return [{ task, above, titlePath: [...above.map(({ name }) => name), task.name] }]
  })
}

import type { ListedPlace } from '../../../model/protocol.js'
import { each, joined, kept, KeptMap, map, push, toJson } from './kept.js'
import type { FileTree, Task } from './tree.js'

/**
 * A file that declares more or fewer tests than it did when they were listed, because of what was imported before: those that are
 * still there are given the positions that they had, and those that are new other ones.
 */
export function keepPlaces(tree: FileTree, listed: readonly ListedPlace[] | undefined): FileTree {
  const tests = below(tree.file)
  if (!listed || tests.length === listed.length) return tree
  const positions = new KeptMap<Task, string>()
  tree.positions.forEach((position, task) => positions.set(task, position))
  const free = new KeptMap<string, string[]>()
  each(listed, ({ pos, titlePath }) => {
    const key = toJson(titlePath)
    const known = free.get(key) ?? []
    free.set(key, known)
    push(known, pos)
  })
  each(tests, ({ above, task }, index) => {
    const places = free.get(toJson(tree.titles.get(task)))
    const known = places && kept.splice(places, 0, 1)[0]
    positions.set(task, known ?? `new.${kept.text(index)}`)
    if (known === undefined) return
    // All that is in a describe is in the same one.
    const path = kept.split(known, '.')
    const place: string[] = []
    each(above, (suite, depth) => {
      push(place, path[depth] ?? '')
      positions.set(suite, joined(place, '.'))
    })
  })
  return { ...tree, positions }
}

interface Found {
  readonly task: Task
  /** The describes that it is in, the outermost first. */
  readonly above: readonly Task[]
}

function below(file: Task): Found[] {
  const found: Found[] = []
  const walk = (parent: Task, above: readonly Task[]): void => {
    each(parent.tasks ?? [], (task) => {
      if (task.type !== 'suite') push(found, { task, above })
      else {
        const inside = map(above, (suite) => suite)
        push(inside, task)
        walk(task, inside)
      }
    })
  }
  walk(file, [])
  return found
}

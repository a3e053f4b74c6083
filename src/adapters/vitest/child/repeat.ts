import type { Inside } from '../../../model/run.js'
import type { FileTree, Task } from './tree.js'

/** Makes the wanted tests, or all that stands at the top of their file, run twice in one run of the file. */
export function repeat(tree: FileTree, wanted: readonly string[], inside: Inside): void {
  const again = (siblings: Task[]): void => {
    const own = siblings.filter((task) => task.tasks === undefined && isWanted(tree, task, wanted))
    for (const { tasks } of siblings) if (tasks) again(tasks)
    siblings.push(...own)
  }
  if (inside === 'test') again(tree.file.tasks)
  else tree.file.tasks.push(...tree.file.tasks)
}

/** Whether {@link repeat} has made this task run twice by itself, and not as a part of another. */
export function isRepeated(tree: FileTree, task: Task, inside: Inside): boolean {
  return inside === 'test' ? task.tasks === undefined : tree.file.tasks.includes(task)
}

function isWanted({ positions }: FileTree, task: Task, wanted: readonly string[]): boolean {
  return wanted.includes(positions.get(task) ?? '')
}

import type { Inside } from '../../../model/run.js'
import { each, indexOf, push } from './kept.js'
import type { FileTree, Task } from './tree.js'

/** Makes the wanted tests, or all that stands at the top of their file, run twice in one run of the file. */
export function repeat(tree: FileTree, wanted: readonly string[], inside: Inside): void {
  const again = (siblings: Task[]): void => {
    each(siblings, (task) => {
      if (task.tasks) again(task.tasks)
      else if (isWanted(tree, task, wanted)) push(siblings, task)
    })
  }
  const { tasks } = tree.file
  if (inside === 'test') again(tasks)
  else
    each(tasks, (task) => {
      push(tasks, task)
    })
}

/** Whether {@link repeat} has made this task run twice by itself, and not as a part of another. */
export function isRepeated(tree: FileTree, task: Task, inside: Inside): boolean {
  return inside === 'test' ? task.tasks === undefined : indexOf(tree.file.tasks, task) >= 0
}

function isWanted({ positions }: FileTree, task: Task, wanted: readonly string[]): boolean {
  return indexOf(wanted, positions.get(task) ?? '') >= 0
}

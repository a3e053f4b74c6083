import type { ListedTest } from '../../../model/protocol.js'
import { each, kept, KeptMap, map, push } from './kept.js'

/** What leakcheck reads and writes of Vitest's tasks; the same in Vitest 2 to 5. */
export interface Task {
  readonly type: string
  readonly name: string
  mode: string
  concurrent?: boolean
  /** It is meant to fail. */
  readonly fails?: boolean
  retry?: number | { count?: number }
  shuffle?: boolean
  result?: TaskResult | undefined
  readonly timeout?: number
  readonly location?: { readonly line: number }
  tasks?: Task[]
}

export interface TaskResult {
  state: string
  duration?: number
  /** Why it was skipped, if it has said so. */
  note?: unknown
  /** How often it was tried again. */
  retryCount?: number
  errors?: unknown[]
}

export interface FileTask extends Task {
  readonly filepath: string
  tasks: Task[]
}

/** A collected file with each task's place in it, fixed before anything is sorted or skipped. */
export interface FileTree {
  readonly file: FileTask
  /** `''` for the file itself, `0`, `2.1`… */
  readonly positions: ReadonlyMap<Task, string>
  /** Their names, below those of what they are in. */
  readonly titles: ReadonlyMap<Task, readonly string[]>
  /** As collected: a test that skips itself while running must be whole again in the next pass. */
  readonly modes: ReadonlyMap<Task, string>
}

export function readTree(file: FileTask): FileTree {
  const positions = new KeptMap<Task, string>()
  const titles = new KeptMap<Task, readonly string[]>()
  const modes = new KeptMap<Task, string>()
  const walk = (task: Task, at: string, names: readonly string[]): void => {
    positions.set(task, at)
    titles.set(task, names)
    modes.set(task, task.mode)
    each(task.tasks ?? [], (child, index) => {
      const own = kept.text(index)
      walk(child, at === '' ? own : `${at}.${own}`, withLast(names, child.name))
    })
  }
  walk(file, '', [])
  return { file, positions, titles, modes }
}

function isRetried({ retry = 0 }: Task): boolean {
  return (typeof retry === 'number' ? retry : (retry.count ?? 0)) > 0
}

/** The file's tests as declared. */
export function listTests({ file, positions, titles }: FileTree): ListedTest[] {
  const listed: ListedTest[] = []
  const walk = (task: Task, concurrent: boolean): void => {
    each(task.tasks ?? [], (child) => {
      const sideBySide = concurrent || child.concurrent === true
      if (child.type === 'suite') {
        walk(child, sideBySide)
        return
      }
      const { timeout = 0 } = child
      push(listed, {
        pos: positions.get(child) ?? '',
        titlePath: titles.get(child) ?? [],
        mode: child.mode === 'todo' ? 'todo' : child.mode === 'skip' ? 'skip' : 'run',
        concurrent: sideBySide,
        ...(timeout > 0 && timeout < Infinity ? { timeoutMs: timeout } : {}),
        ...(isRetried(child) ? { retried: true } : {}),
        ...(child.location ? { line: child.location.line } : {}),
      })
    })
  }
  walk(file, false)
  return listed
}

function withLast(names: readonly string[], last: string): string[] {
  const all = map(names, (name) => name)
  push(all, last)
  return all
}

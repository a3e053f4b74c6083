import type { ListedTest } from '../../../model/protocol.js'

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
  /** As collected: a test that skips itself while running must be whole again in the next pass. */
  readonly modes: ReadonlyMap<Task, string>
}

export function readTree(file: FileTask): FileTree {
  const positions = new Map<Task, string>([[file, '']])
  const modes = new Map<Task, string>([[file, file.mode]])
  const walk = (task: Task, at: string): void => {
    task.tasks?.forEach((child, index) => {
      const position = at === '' ? String(index) : `${at}.${String(index)}`
      positions.set(child, position)
      modes.set(child, child.mode)
      walk(child, position)
    })
  }
  walk(file, '')
  return { file, positions, modes }
}

function isRetried({ retry = 0 }: Task): boolean {
  return (typeof retry === 'number' ? retry : (retry.count ?? 0)) > 0
}

/** The file's tests as declared. */
export function listTests({ file, positions }: FileTree): ListedTest[] {
  const listed: ListedTest[] = []
  const walk = (task: Task, titles: readonly string[], concurrent: boolean): void => {
    for (const child of task.tasks ?? []) {
      const titlePath = [...titles, child.name]
      const sideBySide = concurrent || child.concurrent === true
      if (child.type === 'suite') walk(child, titlePath, sideBySide)
      else
        listed.push({
          pos: positions.get(child) ?? '',
          titlePath,
          mode: child.mode === 'todo' ? 'todo' : child.mode === 'skip' ? 'skip' : 'run',
          concurrent: sideBySide,
          ...(isFinite(child.timeout ?? Infinity) && child.timeout
            ? { timeoutMs: child.timeout }
            : {}),
          ...(isRetried(child) ? { retried: true } : {}),
          ...(child.location ? { line: child.location.line } : {}),
        })
    }
  }
  walk(file, [], false)
  return listed
}

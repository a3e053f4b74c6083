import { lstatSync, readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import type { FileChange } from '../../model/run.js'

/** Each file and folder below a root, by its path with '/', with what tells one state of it from another. */
export type Census = ReadonlyMap<string, string>

/** Trees with more entries are not watched: looking through them would cost more than the tests. */
const MOST_ENTRIES = 50_000
/** The state of a folder. */
export const A_FOLDER = 'a folder'

/**
 * Looks through a tree, without opening a file.
 *
 * @param isLeftOut by path relative to the root
 * @returns undefined when there is too much of it
 */
export function takeCensus(
  root: string,
  isLeftOut: (path: string, isFolder: boolean) => boolean,
): Census | undefined {
  const found = new Map<string, string>()
  const waiting = ['']
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const isFolder = entry.isDirectory()
      if (isLeftOut(path, isFolder)) continue
      if (isFolder) waiting.push(path)
      const state = isFolder ? A_FOLDER : stateOf(join(root, path))
      if (state !== undefined) found.set(path, state)
      if (found.size > MOST_ENTRIES) return undefined
    }
  }
  return found
}

/** What differs between two looks, by path. */
export function changesBetween(before: Census, after: Census): FileChange[] {
  const changes: FileChange[] = []
  for (const [path, state] of after) {
    const old = before.get(path)
    if (old === state) continue
    const change = old === undefined ? 'created' : 'changed'
    changes.push({ path, change, before: inWords(old), after: inWords(state) })
  }
  for (const [path, state] of before)
    if (!after.has(path))
      changes.push({ path, change: 'removed', before: inWords(state), after: inWords(undefined) })
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1))
}

function inWords(state: string | undefined): string {
  if (state === undefined) return 'not there'
  return state === A_FOLDER ? A_FOLDER : `${state.split(' ')[0] ?? '?'} bytes`
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // Gone meanwhile, or not for us to read.
    return []
  }
}

function stateOf(file: string): string | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  if (!stats) return undefined
  return `${String(stats.size)} ${String(stats.mtimeMs)} ${String(stats.mode)}`
}

import type { FileChange } from '../model/run.js'
import type { Census } from './tree/census.js'
import type { PrivateCopy } from './tree/private-copy.js'
import type { ProjectTree } from './tree/project-tree.js'

/**
 * Where hosts run: in the project itself, until a run has left something changed there; from then on each in a private copy, put
 * back after each run, so that no run meets another's files.
 */
export interface Folders {
  arePrivate(): boolean
  /** The project's files are changed by its tests, but copies of it do not work: runs meet one another's files. */
  areShared(): boolean
  /** For a host that starts; undefined: the project itself. */
  take(): Promise<PrivateCopy | undefined>
  giveBack(copy: PrivateCopy): void
  /**
   * Looks whether a run in the project itself has left something changed.
   *
   * @param tests how many it had: in a large project not every small run is worth a look
   * @returns whether hosts have private copies as of now
   */
  look(tests: number): boolean
  /** The project as it is now, with what tests have left in it. */
  copyNow(): Promise<PrivateCopy | undefined>
  /** Tests do not work in copies. */
  abandon(): void
  /** What tests left changed in the project itself, relative to its folder; empty: nothing was seen. */
  changed(): readonly FileChange[]
  /** Of these no copy was kept. */
  lost(): readonly FileChange[]
  /** The project before any test of this leakcheck ran; undefined: it is not looked at. */
  census(): Census | undefined
}

/** In a large project every so manieth small run is followed by a look. */
const RARELY = 16
const SMALL = 3

/** `own`: in the project itself. See {@link Folders.arePrivate}, {@link Folders.areShared}. */
export type FoldersState = 'own' | 'private' | 'shared'

/** @param start what an earlier leakcheck has found out */
export function openFolders(
  tree: ProjectTree | undefined,
  start: FoldersState,
  onChange: (files: readonly FileChange[]) => void,
): Folders {
  let state: FoldersState = tree ? start : 'own'
  let changed: readonly FileChange[] = []
  let small = 0
  const free: PrivateCopy[] = []
  return {
    arePrivate: () => state === 'private',
    areShared: () => state === 'shared',
    async take() {
      return state === 'private' ? (free.pop() ?? tree?.copy()) : undefined
    },
    giveBack(copy) {
      copy.reset()
      free.push(copy)
    },
    look(tests) {
      if (!tree || state !== 'own') return state === 'private'
      if (tree.isLarge && tests <= SMALL && (small += 1) % RARELY !== 0) return false
      const found = tree.changes()
      if (found.length === 0) return false
      changed = found
      state = 'private'
      onChange(found)
      return true
    },
    copyNow: () => tree?.copyNow() ?? Promise.resolve(undefined),
    abandon() {
      state = 'shared'
    },
    changed: () => changed,
    lost: () => tree?.lost() ?? [],
    census: () => tree?.before,
  }
}

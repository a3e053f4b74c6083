import { readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, parse, relative, sep } from 'node:path'
import type { FileChange } from '../../model/run.js'
import { changesBetween, takeCensus, type Census } from './census.js'
import { copyTree } from './copy-tree.js'
import { leftOut } from './left-out.js'
import { makePrivateCopy, type PrivateCopy } from './private-copy.js'

/** The user's own folder, looked at but never touched, and the copies that are made of it. */
export interface ProjectTree {
  /** What was there before any test ran. */
  readonly before: Census
  /** What tests have left changed since leakcheck began. */
  changes(): readonly FileChange[]
  /** Looking through it takes long enough to be done rarely. */
  readonly isLarge: boolean
  /** Copies are of what was there before any test ran, as far as it is known: see {@link ProjectTree.lost}. */
  copy(): Promise<PrivateCopy>
  /** Of what is there now, with all that tests have left. */
  copyNow(): Promise<PrivateCopy>
  /** Files that were changed or removed before there was a copy of them. */
  lost(): readonly FileChange[]
}

/** What is kept of a project from its beginning: source and test data, as a rule. */
const MOST_BYTES = 128 * 1024 * 1024
const LARGE = 4_000

export interface TreeOptions {
  /** Absolute path. */
  readonly root: string
  /** Where copies are made: absolute path of a folder that goes with the session. */
  readonly folder: string
  /** Absolute paths of leakcheck's own folders. */
  readonly own: readonly string[]
  /** Files that an earlier run of the tests left there, relative to the root: not a part of the project. */
  readonly leftBehind?: readonly string[]
}

/**
 * Looks at the project before anything runs, and begins to keep a copy of it.
 *
 * @returns undefined where the folder is no project's, or too much to look through
 */
export function openProjectTree(options: TreeOptions): ProjectTree | undefined {
  const { root, folder, own, leftBehind = [] } = options
  // Paths are put behind one another.
  if (sep !== '/' || root === homedir() || root === parse(root).root) return undefined
  const tools = leftOut(
    root,
    own.map((path) => relative(root, path)),
  )
  const isLeftOut: typeof tools = (path, isFolder) =>
    tools(path, isFolder) || leftBehind.includes(path)
  const before = takeCensus(root, isLeftOut)
  if (!before) return undefined
  const pristine = join(folder, 'pristine')
  const kept = copyTree(root, pristine, isLeftOut, { mostBytes: MOST_BYTES }).catch(() => false)
  const changes = (): readonly FileChange[] =>
    changesBetween(before, takeCensus(root, isLeftOut) ?? before).filter(
      ({ path, change }) =>
        change !== 'changed' || !sameContent(join(root, path), join(pristine, path)),
    )
  let lost: readonly FileChange[] = []
  let copies = 0

  /** Too large to be kept from the beginning: what is there now, without what tests have created. */
  const keepNow = async (): Promise<void> => {
    const now = changes()
    lost = now.filter(({ change }) => change !== 'created')
    const created = new Set(
      now.filter(({ change }) => change === 'created').map(({ path }) => path),
    )
    rmSync(pristine, { recursive: true, force: true })
    await copyTree(
      root,
      pristine,
      (path, isFolder) => created.has(path) || isLeftOut(path, isFolder),
    )
  }
  let ready: Promise<void> | undefined
  const copyOf = (source: string): Promise<PrivateCopy> => {
    copies += 1
    return makePrivateCopy(
      { root, pristine: source, isLeftOut: tools },
      join(folder, `p${String(copies)}`),
    )
  }
  return {
    before,
    changes,
    isLarge: before.size > LARGE,
    async copy() {
      ready ??= kept.then((whole) => (whole ? undefined : keepNow()))
      await ready
      return copyOf(pristine)
    },
    async copyNow() {
      const now = join(folder, 'now')
      rmSync(now, { recursive: true, force: true })
      await copyTree(root, now, tools)
      return copyOf(now)
    },
    lost: () => lost,
  }
}

/** Written anew, and the same again. */
function sameContent(file: string, kept: string): boolean {
  try {
    return readFileSync(file).equals(readFileSync(kept))
  } catch {
    return false
  }
}

import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FileChange } from '../../model/run.js'
import { changesBetween, takeCensus } from './census.js'
import { copyTree, type IsLeftOut } from './copy-tree.js'
import { isLinked } from './left-out.js'
import { linkPackages } from './link-packages.js'
import { surround } from './surround.js'

/** A copy of the project, for one host at a time, under a folder of the same name. */
export interface PrivateCopy {
  /** What stands before the project's own absolute path in the copy's: `/tmp/lc-x/p1` of `/tmp/lc-x/p1/home/me/project`. */
  readonly prefix: string
  /** What there is now, such as what collecting the tests has made, is what is restored from now on. */
  settle(): void
  /** What has changed since; nothing is put back. */
  changes(): readonly FileChange[]
  /**
   * Puts files back.
   *
   * @param only these, and what is below them; undefined: all that have changed
   * @returns whether everything could be
   */
  restore(only?: readonly string[]): boolean
  /** Back to how it was made. */
  reset(): void
}

export interface Original {
  /** Absolute path. */
  readonly root: string
  /** Where its files are as they were before any test: absolute path. */
  readonly pristine: string
  readonly isLeftOut: IsLeftOut
}

/** @param prefix a folder that is made for it */
export async function makePrivateCopy(
  { root, pristine, isLeftOut }: Original,
  prefix: string,
): Promise<PrivateCopy> {
  const copy = join(prefix, root)
  await surround(root, prefix)
  await copyTree(pristine, copy, () => false, { root, prefix })
  await linkPackages(root, copy, isLeftOut, (path) => isLinked(path, root))
  const look = (): Map<string, string> => new Map(takeCensus(copy, isLeftOut))
  const made = look()
  let baseline = new Map(made)

  const putBack = (path: string): void => {
    rmSync(join(copy, path), { recursive: true, force: true })
    if (!made.has(path)) return
    mkdirSync(dirname(join(copy, path)), { recursive: true })
    cpSync(join(pristine, path), join(copy, path), { recursive: true, verbatimSymlinks: true })
  }
  /** Copying changes the time stamps that a census tells states by. */
  const learn = (paths: readonly string[]): void => {
    for (const [path, state] of look()) {
      const isBack = paths.some((each) => path === each || path.startsWith(`${each}/`))
      if (!isBack || !made.has(path)) continue
      made.set(path, state)
      baseline.set(path, state)
    }
  }
  const restore = (only?: readonly string[]): boolean => {
    const changes = changesBetween(baseline, look())
    const isWanted = (path: string): boolean =>
      only?.some((each) => path === each || path.startsWith(`${each}/`)) ?? true
    const wanted = changes.filter(({ path }) => isWanted(path))
    // What collecting made, and a test changed, is nowhere to be had.
    const whole = wanted.every(({ path }) => !baseline.has(path) || made.has(path))
    for (const { path } of wanted) putBack(path)
    if (wanted.length > 0) learn(wanted.map(({ path }) => path))
    return whole
  }
  return {
    prefix,
    settle: () => void (baseline = look()),
    changes: () => changesBetween(baseline, look()),
    restore,
    reset() {
      baseline = new Map(made)
      restore()
    },
  }
}

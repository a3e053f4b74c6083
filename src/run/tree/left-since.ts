import { lstatSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FileChange } from '../../model/run.js'
import { changesBetween, takeCensus, type Census } from './census.js'
import type { IsLeftOut } from './copy-tree.js'

/**
 * What has changed in a project from one look until some moment, and nobody has touched since.
 *
 * @param until ms since 1970: what changed later is the user's own doing
 */
export function leftSince(
  before: Census,
  { root, isLeftOut, until }: { root: string; isLeftOut: IsLeftOut; until: number },
): readonly FileChange[] {
  const now = takeCensus(root, isLeftOut)
  if (!now) return []
  return changesBetween(before, now).filter(({ path, change }) => {
    // Of what is gone only its folder can tell when.
    const witness = change === 'removed' ? dirname(path) : path
    const stats = lstatSync(join(root, witness), { throwIfNoEntry: false })
    // Moving a file here keeps its own time, but not this one.
    return stats !== undefined && Math.max(stats.mtimeMs, stats.ctimeMs) <= until
  })
}

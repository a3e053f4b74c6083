import { constants } from 'node:fs'
import { copyFile, lstat, mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'

/** Whether a path, relative to the tree's root and with '/', is not looked at. */
export type IsLeftOut = (path: string, isFolder: boolean) => boolean

/**
 * Copies the files of a tree; links stay links. Those that name a place in `root` by its absolute path are given a `prefix`, and
 * those that lead out of it go on leading there.
 *
 * @returns false when there are more than `mostBytes`: then the copy is incomplete
 */
export async function copyTree(
  source: string,
  target: string,
  isLeftOut: IsLeftOut,
  { mostBytes = Infinity, root = source, prefix = '' } = {},
): Promise<boolean> {
  let bytes = 0
  const copy = async (folder: string): Promise<boolean> => {
    await mkdir(join(target, folder), { recursive: true })
    for (const entry of await readdir(join(source, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      const [from, to] = [join(source, path), join(target, path)]
      if (isLeftOut(path, entry.isDirectory())) continue
      if (entry.isDirectory()) {
        if (!(await copy(path))) return false
      } else if (entry.isSymbolicLink()) {
        const leadsTo = await readlink(from)
        const place = resolve(root, dirname(path), leadsTo)
        if (!isInside(place, root)) await symlink(place, to)
        else await symlink(isAbsolute(leadsTo) ? prefix + leadsTo : leadsTo, to)
      } else if (entry.isFile()) {
        bytes += (await lstat(from)).size
        if (bytes > mostBytes) return false
        await copyFile(from, to, constants.COPYFILE_FICLONE)
      }
    }
    return true
  }
  return copy('')
}

function isInside(path: string, root: string): boolean {
  const way = relative(root, path)
  return way.split(sep)[0] !== '..' && !isAbsolute(way)
}

import { existsSync } from 'node:fs'
import { mkdir, readdir, readlink, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { IsLeftOut } from './copy-tree.js'

/**
 * Lends a copy what is installed in the original. Packages are linked one by one, and links among them copied as they are: so
 * the project's own parts lead into the copy, and caches that tools keep beside packages are not shared.
 *
 * @param isLinked which folders hold what is not copied; other folders are looked through, unless left out
 */
export async function linkPackages(
  root: string,
  copy: string,
  isLeftOut: IsLeftOut,
  isLinked: (path: string) => boolean,
): Promise<void> {
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (isLinked(path)) {
        // Links, and the file that stands for `.git` in a worktree, have been copied.
        if (!entry.isDirectory()) continue
        if (entry.name === 'node_modules') await linkEach(root, copy, path)
        else await symlink(join(root, path), join(copy, path))
      } else if (entry.isDirectory() && !isLeftOut(path, true) && existsSync(join(copy, path)))
        await walk(path)
    }
  }
  return walk('')
}

async function linkEach(root: string, copy: string, folder: string): Promise<void> {
  await mkdir(join(copy, folder), { recursive: true })
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`
    if (entry.isSymbolicLink()) await symlink(await readlink(join(root, path)), join(copy, path))
    else if (entry.isDirectory() && entry.name.startsWith('@')) await linkEach(root, copy, path)
    else if (!entry.name.startsWith('.') || ['.bin', '.pnpm'].includes(entry.name))
      await symlink(join(root, path), join(copy, path))
  }
}

import { existsSync } from 'node:fs'
import { mkdir, readdir, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What stands at the root of a repository or workspace. */
const ROOTS = ['.git', '.hg', 'pnpm-workspace.yaml', '.pnp.cjs']
/** What makes a folder a part of what stands below it. */
const PARTS = ['package.json', 'node_modules', 'pyproject.toml', 'conftest.py', 'pytest.ini']
/** Folders that hold more are not a project's. */
const MOST_NEIGHBOURS = 2_000

/**
 * Gives a copy the neighbours that its original has: settings of the workspace, packages installed further up, other
 * packages. They are links to the originals.
 *
 * @param root absolute path of the original
 * @param prefix what stands before it in the copy's path
 */
export async function surround(root: string, prefix: string): Promise<void> {
  let known = root
  for (const folder of foldersAbove(root)) {
    await mkdir(join(prefix, folder), { recursive: true })
    const names = await readdir(folder)
    if (names.length > MOST_NEIGHBOURS) continue
    for (const name of names) {
      const neighbour = join(folder, name)
      // The one in which the copy lies.
      if (neighbour !== known) await symlink(neighbour, join(prefix, neighbour))
    }
    known = folder
  }
  await mkdir(join(prefix, dirname(root)), { recursive: true })
}

/** Those that belong to the same repository, or else to what is installed further up; the nearest first. */
function foldersAbove(root: string): string[] {
  const has = (folder: string, names: readonly string[]): boolean =>
    names.some((name) => existsSync(join(folder, name)))
  const above: string[] = []
  for (let folder = root; dirname(folder) !== folder;) {
    // A repository is a whole, but for packages that lie above it.
    folder = dirname(folder)
    above.push(folder)
  }
  const furthest = above.findLastIndex((folder) => has(folder, [...ROOTS, ...PARTS]))
  const repository = has(root, ROOTS) ? -1 : above.findIndex((folder) => has(folder, ROOTS))
  const packages = above.findLastIndex((folder) => has(folder, ['node_modules']))
  const last = repository === -1 && !has(root, ROOTS) ? furthest : Math.max(repository, packages)
  return above.slice(0, last + 1).filter((folder) => dirname(folder) !== folder)
}

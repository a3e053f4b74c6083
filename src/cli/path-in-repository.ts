import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'

/** Where `cwd` is in its git repository, '/'-separated; '' at its root and outside of any. */
export function pathInRepository(cwd: string, workspace = process.env.GITHUB_WORKSPACE): string {
  const path = relative(gitRoot(cwd) ?? workspace ?? cwd, cwd).replaceAll('\\', '/')
  return path.startsWith('..') || isAbsolute(path) ? '' : path
}

/** `.git` is a file in worktrees and submodules. */
function gitRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const parent = dirname(folder)
  return parent === folder ? undefined : gitRoot(parent)
}

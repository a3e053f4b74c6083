import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that belong to tools, wherever they are: no test depends on what happens in them. */
const TOOLS = new Set([
  ...['node_modules', '.git', '.hg', '.svn', '.idea', '.vscode', '.yarn', '.pnpm-store'],
  ...['__pycache__', '.pytest_cache', '.mypy_cache', '.ruff_cache', '.hypothesis', '.tox', '.nox'],
  ...['.vite', '.vite-temp', '.vitest', '.nyc_output', '.cache', '.turbo', '.leakcheck'],
])
/** Such things at the top of a project. */
const AT_THE_TOP = /^(coverage|htmlcov|\.coverage(\..*)?|coverage\.(xml|json|lcov))$/
/** What bundlers put beside a config file while they read it; what systems strew. */
const PASSING = /\.timestamp-\d+|^\.DS_Store$|\.pyc$|\.swp$|~$/

/** What is linked into copies of a project rather than copied: packages, and what no test looks into. */
export function isLinked(path: string, root: string): boolean {
  const name = nameOf(path)
  return (
    ['node_modules', '.git', '.hg', '.svn', '.yarn'].includes(name) ||
    existsSync(join(root, path, 'pyvenv.cfg'))
  )
}

/** What neither a census counts nor a copy holds. @param own folders of leakcheck itself, relative to the root */
export function leftOut(
  root: string,
  own: readonly string[],
): (path: string, isFolder: boolean) => boolean {
  return (path, isFolder) => {
    const name = nameOf(path)
    if (!isFolder) return AT_THE_TOP.test(path) || PASSING.test(name)
    return (
      TOOLS.has(name) ||
      AT_THE_TOP.test(path) ||
      own.includes(path) ||
      existsSync(join(root, path, 'pyvenv.cfg'))
    )
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

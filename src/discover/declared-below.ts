import { statSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import fastGlob from 'fast-glob'
import { declarationsIn, type Declaration } from './declarations.js'
import { OTHER_RUNNERS } from './other-runners.js'
import { NOT_OURS, VITE_CONFIGS, VITEST_CONFIGS, vitestConfig } from './traces.js'

/** A {@link Declaration} of one folder: relative to where leakcheck was started, with '/'; empty: there. */
export type Declared = Declaration & { readonly folder: string }

/** How far below a folder packages are looked for; those that a workspace names may be deeper. */
const DEPTH = 6

/** What makes a folder one that may declare tests. */
const SIGNS = [
  'package.json',
  ...[...VITEST_CONFIGS, ...VITE_CONFIGS],
  ...['pytest.toml', '.pytest.toml', 'pytest.ini', '.pytest.ini'],
  ...['pyproject.toml', 'tox.ini', 'setup.cfg', 'setup.py'],
  ...OTHER_RUNNERS.flatMap(({ configs }) => configs),
]
const WORTH: readonly Declaration['by'][] = ['config', 'script', 'dependency', 'files']

/**
 * All that this folder and those below it declare: each folder, runner and unusual config once. By folder, so that an outer one comes
 * before those in it.
 *
 * @param members folders that are looked into in any case
 */
export function declaredBelow(cwd: string, members: Iterable<string>): readonly Declared[] {
  const all = new Map<string, Declared>()
  for (const from of ['', ...foldersBelow(cwd, members)]) {
    for (const { config: named, ...each } of declarationsIn(join(cwd, from))) {
      const folder = within(from, each.folder)
      if (folder === undefined || !isFolder(join(cwd, folder))) continue
      const config = named !== undefined && isUnusual(named, join(cwd, folder)) ? named : undefined
      const key = [folder, each.runner, config].join('\n')
      const known = all.get(key)
      if (!known || WORTH.indexOf(each.by) < WORTH.indexOf(known.by))
        all.set(key, { ...each, folder, ...(config === undefined ? {} : { config }) })
    }
  }
  return [...all.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
}

/** One folder as of another; undefined: it leads out of where leakcheck was started. */
function within(from: string, folder = '.'): string | undefined {
  const joined = posix.join(from, folder).replace(/\/$/, '')
  if (folder.startsWith('/') || joined.split('/')[0] === '..') return undefined
  return joined === '.' ? '' : joined
}

/** Vitest first. */
function sortKey({ folder, runner }: Declared): string {
  return `${folder}\n${runner === 'vitest' ? '' : runner}`
}

function foldersBelow(cwd: string, members: Iterable<string>): readonly string[] {
  const found = fastGlob.sync(`**/{${SIGNS.join(',')}}`, {
    cwd,
    dot: true,
    deep: DEPTH,
    ignore: NOT_OURS,
    followSymbolicLinks: false,
  })
  const folders = new Set([...found.map((file) => dirname(file)), ...members])
  return [...folders].filter((folder) => folder !== '.')
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/** Not one that Vitest finds by itself. */
function isUnusual(config: string, folder: string): boolean {
  return posix.normalize(config) !== vitestConfig(folder)
}

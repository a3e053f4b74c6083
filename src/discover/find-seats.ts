import { existsSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import fastGlob from 'fast-glob'
import { findRunner } from './find-runner.js'
import type { FoundRunner, RunnerWish } from './found-runner.js'
import { pytestConfig, pytestTraces, vitestConfig, vitestTraces } from './traces.js'

/** A folder in which the user would call a runner, and that runner. */
export interface Seat {
  /** Relative to where leakcheck was started, with '/'; empty: there. */
  readonly folder: string
  readonly runner: FoundRunner
}

type Environment = Readonly<Record<string, string | undefined>>

/** How far below a folder packages are looked for. */
const DEPTH = 4

/**
 * Every runner that the tests here are for: that of the folder itself, or two if both are configured in it; and where a
 * folder only holds packages together, that of each package with a configuration of its own.
 *
 * @param wish.paths only packages that these lie in, or that lie in these
 * @throws LeakcheckError when there is none, or one that leakcheck cannot drive
 */
export function findSeats(
  wish: RunnerWish & { readonly paths: readonly string[] },
  environment: Environment,
): readonly Seat[] {
  const { cwd } = wish
  const here = (runner: RunnerWish['runner']): Seat => ({
    folder: '',
    runner: findRunner({ ...wish, runner }, environment),
  })
  const isFree = wish.runner === 'auto' && wish.python === undefined
  if (isFree && vitestTraces(cwd) !== undefined && pytestConfig(cwd) !== undefined)
    return [here('vitest'), here('pytest')]
  const isRoot = vitestConfig(cwd) !== undefined || pytestTraces(cwd) !== undefined
  const below = isRoot || wish.python !== undefined ? [] : packagesBelow(wish)
  if (below.length === 0) return [here(wish.runner)]
  return below.flatMap(({ folder, runners }) =>
    runners.map((runner) => ({
      folder,
      runner: findRunner({ ...wish, cwd: resolve(cwd, folder), runner }, environment),
    })),
  )
}

interface Package {
  readonly folder: string
  readonly runners: readonly ('vitest' | 'pytest')[]
}

/** Outermost folders that configure a runner. */
function packagesBelow({
  cwd,
  runner: wanted,
  paths,
}: Parameters<typeof findSeats>[0]): readonly Package[] {
  const found = fastGlob.sync(
    [
      '**/vitest.{config,workspace}.{ts,mts,cts,js,mjs,cjs}',
      '**/{pytest.ini,.pytest.ini,pytest.toml,pyproject.toml,tox.ini,setup.cfg}',
    ],
    { cwd, dot: true, deep: DEPTH, ignore: ['**/{node_modules,site-packages,.git,.venv,venv}/**'] },
  )
  const folders = [...new Set(found.map((file) => dirname(file)))].filter((each) => each !== '.')
  const isMeant = (runner: 'vitest' | 'pytest') => wanted === 'auto' || wanted === runner
  const packages = folders.sort().flatMap((folder): Package[] => {
    const own = resolve(cwd, folder)
    const runners = [
      ...(isMeant('vitest') && vitestConfig(own) !== undefined ? (['vitest'] as const) : []),
      ...(isMeant('pytest') && pytestConfig(own) !== undefined ? (['pytest'] as const) : []),
    ]
    return runners.length > 0 ? [{ folder, runners }] : []
  })
  const isNested = (folder: string): boolean =>
    packages.some((other) => folder.startsWith(`${other.folder}/`))
  return packages.filter(({ folder }) => !isNested(folder) && isAskedFor(folder, paths, cwd))
}

function isAskedFor(folder: string, paths: readonly string[], cwd: string): boolean {
  const places = paths.map((path) => resolve(cwd, path)).filter((path) => existsSync(path))
  // A part of a name, or a pattern, may mean tests of any of them.
  if (places.length < paths.length || paths.length === 0) return true
  const own = resolve(cwd, folder)
  return places.some((place) => isIn(place, own) || isIn(own, place))
}

function isIn(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way.split(sep)[0] !== '..'
}

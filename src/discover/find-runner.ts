import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pytestAdapter } from '../adapters/pytest/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { Declared } from './declared-below.js'
import { findPython } from './find-python.js'
import type { Seat } from './find-seats.js'
import { findVitest } from './find-vitest.js'
import type { FoundRunner, RunnerWish } from './found-runner.js'
import { DRIVEN, OTHER_PYTHON_RUNNERS } from './other-runners.js'
import { pytestFileBelow } from './traces.js'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The user's own runner for a package that declares its tests.
 *
 * @throws LeakcheckError when it is not installed there, or is one that leakcheck cannot drive
 */
export function runnerOf(
  { folder, runner, why }: Pick<Seat, 'folder' | 'runner' | 'why'>,
  wish: RunnerWish,
  environment: Environment,
): FoundRunner {
  const cwd = resolve(wish.cwd, folder)
  if (runner === 'pytest') return pytest({ ...wish, cwd }, environment, why, wish.cwd)
  const found = findVitest({ ...wish, cwd })
  if (found) return { ...found, why }
  throw new LeakcheckError(
    'no-runner',
    `vitest cannot be resolved from ${folder === '' ? 'this folder' : folder}`,
    'install it, or run leakcheck in the folder where you call it',
  )
}

const ASKED_FOR = 'asked for, by --runner or in the config'

/**
 * The runner of a folder in which nothing says what its tests are for: the one that was asked for, or one that is there.
 *
 * @throws LeakcheckError when there is none, or one that leakcheck cannot drive
 */
export function findRunner(wish: RunnerWish, environment: Environment): FoundRunner {
  const { cwd, runner, python } = wish
  if (runner !== 'auto') return runnerOf({ folder: '', runner, why: ASKED_FOR }, wish, environment)
  if (python !== undefined) return pytest(wish, environment, 'asked for by --python')
  const found = findVitest(wish)
  if (found) return found
  const file = pytestFileBelow(cwd)
  if (file !== undefined) return pytest(wish, environment, `there is ${file}`)
  throw noRunner([])
}

/** @param from the folder that a path in `--python` is relative to */
function pytest(
  { cwd, python, fork, runnerArgs }: RunnerWish,
  environment: Environment,
  why: string,
  from = cwd,
): FoundRunner {
  const named =
    python !== undefined && existsSync(resolve(from, python)) ? resolve(from, python) : python
  const found = findPython(cwd, environment, named)
  return {
    adapter: pytestAdapter({ cwd, python: found.path, environment, runnerArgs, fork }),
    why: `${why}; Python: ${found.why}`,
  }
}

/** There is nothing here that leakcheck can drive, but perhaps what it knows and cannot. */
export function noRunner(foreign: readonly Declared[]): LeakcheckError {
  if (foreign.length > 0) {
    const found = foreign.map(({ folder, runner, why }) => {
      return `${runner} (${folder === '' ? '' : `${folder}: `}${why})`
    })
    const shown = found.length > SHOWN ? [...found.slice(0, SHOWN), 'more'] : found
    return new LeakcheckError(
      'runner-not-supported',
      `found tests for ${shown.join(', ')}: not supported yet`,
      hintFor(foreign),
    )
  }
  return new LeakcheckError(
    'no-runner',
    'found no test runner here: vitest cannot be resolved from this folder, and nothing here is for pytest',
    'install the dependencies first, run leakcheck where you call your runner, or name it with --runner',
  )
}

const SHOWN = 3

function hintFor(foreign: readonly Declared[]): string {
  const isPython = foreign.every(({ runner }) =>
    OTHER_PYTHON_RUNNERS.some(([name]) => name === runner),
  )
  const drives = `leakcheck drives ${DRIVEN}`
  return isPython
    ? `${drives}; pytest runs tests of unittest too: install it, then leakcheck run --runner pytest`
    : `${drives}; where one of them runs these tests too, name it with --runner`
}

import { pytestAdapter } from '../adapters/pytest/adapter.js'
import { LeakcheckError } from '../errors.js'
import { findPython } from './find-python.js'
import { findVitest } from './find-vitest.js'
import type { FoundRunner, RunnerWish } from './found-runner.js'
import { resolvePackage } from './resolve-package.js'
import { pytestFilesBelow, pytestTraces, vitestTraces } from './traces.js'

type Environment = Readonly<Record<string, string | undefined>>

const OTHER_RUNNERS = ['jest', 'mocha']

/**
 * Finds the user's own test runner from the folder in which he would call it.
 *
 * @throws LeakcheckError when there is none, or one that leakcheck cannot drive
 */
export function findRunner(wish: RunnerWish, environment: Environment): FoundRunner {
  const { cwd } = wish
  if (wish.runner === 'vitest') return findVitest(wish) ?? noVitest()
  if (wish.runner === 'pytest') return pytest(wish, environment, 'asked for by --runner')
  // Both may be installed above this folder: what lies in the folder itself says which is meant.
  const vitestHere = vitestTraces(cwd)
  const pytestHere = wish.python === undefined ? pytestTraces(cwd) : 'asked for by --python'
  if (pytestHere !== undefined && (vitestHere === undefined || wish.python !== undefined))
    return pytest(wish, environment, pytestHere)
  const found = findVitest(wish)
  if (found) return vitestHere === undefined ? found : { ...found, why: vitestHere }
  const deeper = pytestHere ?? pytestFilesBelow(cwd)
  if (deeper !== undefined) return pytest(wish, environment, deeper)
  throw noRunner(cwd)
}

function pytest(
  { cwd, python, fork, runnerArgs }: RunnerWish,
  environment: Environment,
  why: string,
): FoundRunner {
  const found = findPython(cwd, environment, python)
  return {
    adapter: pytestAdapter({ cwd, python: found.path, environment, runnerArgs, fork }),
    why: `${why}; Python: ${found.why}`,
  }
}

function noVitest(): never {
  throw new LeakcheckError(
    'no-runner',
    'vitest cannot be resolved from this folder',
    'install it, or run leakcheck in the folder where you call it',
  )
}

function noRunner(cwd: string): LeakcheckError {
  const other = OTHER_RUNNERS.find((name) => resolvePackage(name, cwd) !== undefined)
  if (other !== undefined) {
    return new LeakcheckError(
      'no-runner',
      `found ${other} here, which this version of leakcheck cannot drive yet`,
      'it drives Vitest 2 to 5, and pytest 7 to 9',
    )
  }
  return new LeakcheckError(
    'no-runner',
    'found no test runner here: vitest cannot be resolved from this folder, and nothing here is for pytest',
    'install the dependencies first, run leakcheck where you call your runner, or name it with --runner',
  )
}

import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { vitestAdapter } from '../adapters/vitest/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { FoundRunner, RunnerWish } from './found-runner.js'
import { resolvePackage } from './resolve-package.js'

/** Majors that leakcheck drives, and all between them. */
const OLDEST = 2
const NEWEST = 5

/**
 * The user's own Vitest; undefined: there is none.
 *
 * @throws LeakcheckError when its version is one that leakcheck cannot drive
 */
export function findVitest({
  cwd,
  runnerArgs,
}: Pick<RunnerWish, 'cwd' | 'runnerArgs'>): FoundRunner | undefined {
  const packageFile = resolvePackage('vitest', cwd)
  if (packageFile === undefined) return undefined
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  const major = Number.parseInt(version, 10)
  if (!(major >= OLDEST && major <= NEWEST)) {
    throw new LeakcheckError(
      'unsupported-runner-version',
      `vitest ${version} is installed here; leakcheck drives Vitest ${OLDEST} to ${NEWEST}`,
      `install a version it knows, e.g. npm i -D vitest@${major < OLDEST ? OLDEST : NEWEST}`,
    )
  }
  return {
    adapter: vitestAdapter({ cwd, packageDir: dirname(packageFile), version, runnerArgs }),
    why: 'the vitest package is installed for this folder',
  }
}

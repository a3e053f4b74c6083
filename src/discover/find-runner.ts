import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import fastGlob from 'fast-glob'
import type { Adapter } from '../adapters/adapter.js'
import { vitestAdapter } from '../adapters/vitest/adapter.js'
import { LeakcheckError } from '../errors.js'

export interface FoundRunner {
  readonly adapter: Adapter
  readonly version: string
  /** What it was recognised by, in words. */
  readonly why: string
}

const SUPPORTED_MAJORS = [3, 4]
const OTHER_RUNNERS = ['jest', 'mocha']

/**
 * Finds the user's own test runner from the folder in which he would call it.
 *
 * @param cwd absolute path
 * @throws LeakcheckError when there is none, or one that leakcheck cannot drive
 */
export function findRunner(cwd: string, runnerArgs: readonly string[]): FoundRunner {
  const packageFile = resolvePackage('vitest', cwd)
  if (packageFile === undefined) throw noRunner(cwd)
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }
  if (!SUPPORTED_MAJORS.includes(Number.parseInt(version, 10))) {
    throw new LeakcheckError(
      'unsupported-runner-version',
      `vitest ${version} is installed here; leakcheck drives Vitest ${SUPPORTED_MAJORS.join(' and ')}`,
      `install a version it knows, e.g. npm i -D vitest@${String(SUPPORTED_MAJORS.at(-1))}`,
    )
  }
  return {
    adapter: vitestAdapter({ cwd, packageDir: dirname(packageFile), version, runnerArgs }),
    version,
    why: whyVitest(cwd),
  }
}

function whyVitest(cwd: string): string {
  const [config] = fastGlob.sync(
    ['vitest.{config,workspace}.{ts,mts,cts,js,mjs,cjs}', 'vite.config.{ts,mts,cts,js,mjs,cjs}'],
    { cwd },
  )
  if (config !== undefined) return `${config} in this folder`
  return 'the vitest package is installed for this folder'
}

/** Where the package's own `package.json` is, as Node resolves it from `cwd`; undefined: not installed. */
function resolvePackage(name: string, cwd: string): string | undefined {
  try {
    return createRequire(join(cwd, 'package.json')).resolve(`${name}/package.json`)
  } catch {
    return undefined
  }
}

function noRunner(cwd: string): LeakcheckError {
  const other = OTHER_RUNNERS.find((name) => resolvePackage(name, cwd) !== undefined)
  if (other !== undefined) {
    return new LeakcheckError(
      'no-runner',
      `found ${other} here, which this version of leakcheck cannot drive yet`,
      'it drives Vitest 3 and 4',
    )
  }
  const declared = existsSync(join(cwd, 'package.json')) && !existsSync(join(cwd, 'node_modules'))
  return new LeakcheckError(
    'no-runner',
    'found no test runner here: vitest cannot be resolved from this folder',
    declared
      ? 'install the dependencies first, e.g. npm install'
      : 'run leakcheck in the folder where you call vitest',
  )
}

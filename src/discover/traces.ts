import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'
import { scripts } from './other-runners.js'

/** Folders that hold what others have written, or what was made. */
export const NOT_OURS = [
  '**/{node_modules,site-packages,.git,.venv,venv,.tox,.nox,.leakcheck,dist,coverage}/**',
]

export const VITEST_CONFIGS = [...scripts('vitest.config'), ...scripts('vitest.workspace', 'json')]
export const VITE_CONFIGS = scripts('vite.config')
/** Where Vitest looks for tests when nothing else is said. */
const VITEST_FILES = ['**/*.{test,spec}.{js,jsx,ts,tsx,mjs,mts,cjs,cts}']

/** Vitest's own configuration in this very folder: the file's name; undefined: there is none. */
export function vitestConfig(cwd: string): string | undefined {
  return present(cwd, VITEST_CONFIGS)
}

/** Vite's configuration in this very folder, and whether it speaks of tests. */
export function viteConfig(
  cwd: string,
): { readonly file: string; readonly tests: boolean } | undefined {
  const file = present(cwd, VITE_CONFIGS)
  if (file === undefined) return undefined
  const text = textOf(join(cwd, file)).replace(/\/\*[^]*?\*\/|(?<![:'"])\/\/(?!\/).*/g, '')
  return { file, tests: SPEAKS_OF_TESTS.test(text) }
}

/** It names Vitest, or has the key `test`; a regular expression there is a rule of a bundler. */
const SPEAKS_OF_TESTS = /\bvitest\b|(?:^|[\s{,;(])(?:['"]?test['"]?\s*:(?!\s*\/)|test\s*[,}])/m

/** A file that Vitest would take for a test, in this folder or below. */
export function vitestFile(cwd: string): string | undefined {
  return firstOf(cwd, VITEST_FILES)
}

/** Files in which pytest looks for its configuration, and what must stand in them for it to be there. */
const PYTEST_CONFIGS: readonly (readonly [file: string, section: RegExp])[] = [
  ['pytest.toml', /^/],
  ['.pytest.toml', /^/],
  ['pytest.ini', /^/],
  ['.pytest.ini', /^/],
  ['pyproject.toml', /^\s*\[\s*tool\s*\.\s*pytest\b/m],
  ['tox.ini', /^\s*\[pytest\]/m],
  ['setup.cfg', /^\s*\[tool:pytest\]/m],
]

/** pytest's configuration in this very folder: the file's name; undefined: there is none. */
export function pytestConfig(cwd: string): string | undefined {
  return PYTEST_CONFIGS.find(
    ([file, section]) => existsSync(join(cwd, file)) && section.test(textOf(join(cwd, file))),
  )?.[0]
}

/** A file that only pytest can be meant by, where it expects one in this folder. */
export function pytestFile(cwd: string): string | undefined {
  const names = namesIn(cwd)
  const here = names.find((name) => /^(conftest|test_.*|.*_test)\.py$/.test(name))
  if (here !== undefined) return here
  const folders = ['test', 'tests', 'testing'].filter((name) => names.includes(name))
  // Most folders have none: to look is cheaper than to search.
  return folders.length === 0
    ? undefined
    : firstOf(
        cwd,
        folders.map((name) => `${name}/**/{conftest,test_*,*_test}.py`),
      )
}

/** Test files for pytest anywhere below: a last resort, since looking takes time in large trees. */
export function pytestFileBelow(cwd: string): string | undefined {
  return firstOf(cwd, ['**/{conftest,test_*,*_test}.py'])
}

/** The first of these files that there is in a folder. */
export function present(cwd: string, names: readonly string[]): string | undefined {
  return names.find((name) => existsSync(join(cwd, name)))
}

function firstOf(cwd: string, patterns: readonly string[]): string | undefined {
  const [file] = fastGlob.sync([...patterns], { cwd, dot: true, deep: 4, ignore: NOT_OURS })
  return file
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** Empty when there is none, or it cannot be read. */
export function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

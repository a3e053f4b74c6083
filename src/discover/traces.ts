import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'

/** Vitest's own configuration in this very folder, in words; undefined: there is none. */
export function vitestConfig(cwd: string): string | undefined {
  const [config] = fastGlob.sync(
    ['vitest.{config,workspace}.{ts,mts,cts,js,mjs,cjs}', 'vite.config.{ts,mts,cts,js,mjs,cjs}'],
    { cwd },
  )
  return config === undefined ? undefined : `${config} in this folder`
}

/** What in this very folder says that its tests are for Vitest, in words; undefined: nothing. */
export function vitestTraces(cwd: string): string | undefined {
  const config = vitestConfig(cwd)
  if (config !== undefined) return config
  return textOf(cwd, 'package.json').includes('"vitest"') ? 'package.json names vitest' : undefined
}

/** Files in which pytest looks for its configuration, and what must stand in them for it to be there. */
const PYTEST_CONFIGS: readonly (readonly [file: string, section: RegExp])[] = [
  ['pytest.ini', /^/],
  ['.pytest.ini', /^/],
  ['pytest.toml', /^/],
  ['pyproject.toml', /^\s*\[tool\.pytest\b/m],
  ['tox.ini', /^\s*\[pytest\]/m],
  ['setup.cfg', /^\s*\[tool:pytest\]/m],
]

/** pytest's configuration in this very folder, in words; undefined: there is none. */
export function pytestConfig(cwd: string): string | undefined {
  const config = PYTEST_CONFIGS.find(
    ([file, section]) => existsSync(join(cwd, file)) && section.test(textOf(cwd, file)),
  )
  return config && `${config[0]} configures pytest`
}

/** What in this very folder says that its tests are for pytest. */
export function pytestTraces(cwd: string): string | undefined {
  const config = pytestConfig(cwd)
  if (config !== undefined) return config
  return firstOf(cwd, [
    'conftest.py',
    '{test_*,*_test}.py',
    '{test,tests,testing}/**/{conftest,test_*,*_test}.py',
  ])
}

/** Test files for pytest anywhere below: a last resort, since looking takes time in large trees. */
export function pytestFilesBelow(cwd: string): string | undefined {
  return firstOf(cwd, ['**/{conftest,test_*,*_test}.py'])
}

function firstOf(cwd: string, patterns: string[]): string | undefined {
  const ignore = ['**/node_modules/**', '**/site-packages/**']
  const [file] = fastGlob.sync(patterns, { cwd, deep: 4, ignore })
  return file === undefined ? undefined : `there is ${file}`
}

function textOf(cwd: string, file: string): string {
  try {
    return readFileSync(join(cwd, file), 'utf8')
  } catch {
    return ''
  }
}

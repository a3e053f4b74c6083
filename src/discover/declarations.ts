import { join } from 'node:path'
import { OTHER_PYTHON_RUNNERS, OTHER_RUNNERS } from './other-runners.js'
import { packageFile, type PackageFile } from './package-file.js'
import { scriptCalls } from './script-calls.js'
import {
  present,
  pytestConfig,
  pytestFile,
  textOf,
  viteConfig,
  vitestConfig,
  vitestFile,
} from './traces.js'

/** What in a folder says that there are tests, and for which runner. */
export interface Declaration {
  /** `vitest`, `pytest`, or one that leakcheck cannot drive. */
  readonly runner: string
  /** What says so, as the user would name it. */
  readonly why: string
  /** In falling order of what it is worth: tests that only look like a runner's may be for another one. */
  readonly by: 'config' | 'script' | 'dependency' | 'files'
  /** The folder that is meant, relative to this one; undefined: this one. */
  readonly folder?: string
  /** A config that the runner does not find by itself. */
  readonly config?: string
}

/** All that this very folder says of tests, for each runner what is worth most. */
export function declarationsIn(cwd: string): readonly Declaration[] {
  const file = packageFile(cwd)
  const scripts = calledByScripts(file)
  const all = [
    ...vitest(cwd, file, scripts),
    ...pytest(cwd),
    ...scripts,
    ...others(cwd, file),
    ...otherPython(cwd),
  ]
  const isSame = (one: Declaration, other: Declaration): boolean =>
    one.runner === other.runner && one.folder === other.folder && one.config === other.config
  return all.filter((each, index) => all.findIndex((other) => isSame(each, other)) === index)
}

function vitest(
  cwd: string,
  file: PackageFile,
  scripts: readonly Declaration[],
): readonly Declaration[] {
  const own = vitestConfig(cwd)
  if (own !== undefined) return [{ runner: 'vitest', why: own, by: 'config' }]
  const vite = viteConfig(cwd)
  if (vite?.tests) return [{ runner: 'vitest', why: vite.file, by: 'config' }]
  const isNamed = file.dependencies.includes('vitest')
  if (vite && isNamed) return [{ runner: 'vitest', why: vite.file, by: 'config' }]
  if (isNamed) return [{ runner: 'vitest', why: 'package.json names vitest', by: 'dependency' }]
  // A config made of others': whose tests would they be?
  if (vite && scripts.length === 0) {
    const test = vitestFile(cwd)
    if (test !== undefined)
      return [{ runner: 'vitest', why: `${vite.file} and ${test}`, by: 'files' }]
  }
  return []
}

function pytest(cwd: string): readonly Declaration[] {
  const config = pytestConfig(cwd)
  if (config !== undefined) return [{ runner: 'pytest', why: config, by: 'config' }]
  const file = pytestFile(cwd)
  return file === undefined ? [] : [{ runner: 'pytest', why: file, by: 'files' }]
}

function calledByScripts({ scripts }: PackageFile): readonly Declaration[] {
  return Object.entries(scripts).flatMap(([name, script]) =>
    scriptCalls(script).map((call): Declaration => ({
      ...call,
      why: `package.json's script ${name}`,
      by: 'script',
    })),
  )
}

function others(cwd: string, { keys }: PackageFile): readonly Declaration[] {
  return OTHER_RUNNERS.flatMap(({ name: runner, configs, key }): Declaration[] => {
    const found = present(cwd, configs)
    if (found !== undefined) return [{ runner, why: found, by: 'config' }]
    if (key === undefined || !keys.includes(key)) return []
    return [{ runner, why: `package.json's key ${key}`, by: 'config' }]
  })
}

/** pytest runs the tests of unittest as well: who has configured it has no need to hear of the other. */
function otherPython(cwd: string): readonly Declaration[] {
  if (pytestConfig(cwd) !== undefined) return []
  const files = ['tox.ini', 'pyproject.toml', 'setup.cfg', 'Makefile', 'noxfile.py']
  return OTHER_PYTHON_RUNNERS.flatMap(([runner, call]): Declaration[] => {
    const why = files.find((file) => call.test(textOf(join(cwd, file))))
    return why === undefined ? [] : [{ runner, why, by: 'script' }]
  })
}

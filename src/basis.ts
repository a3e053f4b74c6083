import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Config } from './config/config.js'
import type { Suite } from './model/suite.js'

/** What pins the versions of what tests import, and what says how they are run. */
const OF_A_FOLDER = [
  'package.json',
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'bun.lockb',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'pytest.ini',
  'poetry.lock',
  'uv.lock',
  'pdm.lock',
  'Pipfile.lock',
  'requirements.txt',
]

/** Whether a file of this name can change any test. */
export function pinsVersions(name: string): boolean {
  return OF_A_FOLDER.includes(name)
}

/**
 * What the results of a run rest on, as far as leakcheck can tell: the settings, the list of tests, and the content of test files,
 * config files and lock files. Not the code under test: whoever changes that starts anew.
 *
 * @returns by name, each as a digest
 */
export function basisOf(config: Config, suite: Suite): Record<string, string> {
  const files = new Set<string>(filesIn(config.cwd))
  for (const { root, config: own } of suite.projects) {
    for (const file of filesIn(root)) files.add(file)
    if (own !== undefined) files.add(own)
  }
  const roots = new Map(suite.projects.map(({ name, root }) => [name, root]))
  for (const { project, file } of suite.tests) {
    const root = roots.get(project) ?? config.cwd
    files.add(join(root, file))
    for (const conftest of conftestsAbove(root, file)) files.add(conftest)
  }
  const named = [...files]
    .filter((path) => existsSync(path))
    .map((path): [string, string] => [
      relative(config.cwd, path).replaceAll('\\', '/'),
      digest(readFileSync(path)),
    ])
  return {
    'the settings': digest(JSON.stringify([settingsOf(config), suite.projects.map(versionOf)])),
    'the list of tests': digest(
      suite.tests.map(({ id, mode, domain }) => `${id} ${mode} ${domain}\n`).join(''),
    ),
    ...Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** The first thing that is not the same; undefined: all is. */
export function changedSince(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string | undefined {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].find(
    (name) => before[name] !== now[name],
  )
}

/** What decides how a test is run, and how often; not what is made of it. */
function settingsOf(config: Config): unknown[] {
  const { runner, python, fork, env, runnerArgs, isolate, rounds, repeats } = config
  const { timeoutMs, runTimeoutMs } = config
  return [runner, python, fork, env, runnerArgs, isolate, rounds, repeats, timeoutMs, runTimeoutMs]
}

function versionOf({ name, runner }: Suite['projects'][number]): unknown[] {
  return [name, runner.name, runner.version]
}

function filesIn(folder: string): string[] {
  return OF_A_FOLDER.map((name) => join(folder, name))
}

function conftestsAbove(root: string, file: string): string[] {
  if (!file.endsWith('.py')) return []
  const found: string[] = []
  for (let folder = dirname(join(root, file)); folder.startsWith(root); folder = dirname(folder))
    found.push(join(folder, 'conftest.py'))
  return found
}

function digest(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64')
}

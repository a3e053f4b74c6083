import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'

export interface FoundPython {
  readonly path: string
  /** What led there, in words. */
  readonly why: string
}

type Environment = Readonly<Record<string, string | undefined>>

const LOCAL = ['.venv', 'venv', 'env', '.env']
const IN_PATH = ['python3', 'python']

/**
 * The Python that the user would call pytest with: the one he names, that of an active virtualenv, of one in this
 * folder or above it (uv and poetry make them there), of poetry's own store, and last the one on the PATH.
 *
 * @throws LeakcheckError when there is none
 */
export function findPython(cwd: string, environment: Environment, named?: string): FoundPython {
  if (named !== undefined) return namedPython(cwd, named, environment)
  const found =
    activePython(environment) ??
    localPython(cwd, environment) ??
    poetryPython(cwd, environment) ??
    fromPath(environment)
  if (found) return found
  throw new LeakcheckError(
    'no-python',
    'found tests for pytest here, but no Python: no virtualenv, and none on the PATH',
    'activate the virtualenv that has pytest, or name its Python with --python',
  )
}

function namedPython(cwd: string, named: string, environment: Environment): FoundPython {
  const why = 'given by --python'
  const path = resolve(cwd, named)
  const inFolder = interpreterOf(path)
  if (inFolder !== undefined) return { path: inFolder, why }
  if (existsSync(path)) return { path, why }
  const onPath = named.includes('/') ? undefined : inPath([named], environment)
  if (onPath !== undefined) return { path: onPath, why }
  throw new LeakcheckError(
    'no-python',
    `there is no Python at ${named}`,
    'name an interpreter, or the folder of a virtualenv',
  )
}

function activePython(environment: Environment): FoundPython | undefined {
  for (const variable of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
    const path = interpreterOf(environment[variable] ?? '')
    if (path !== undefined) return { path, why: `${variable} is active` }
  }
  return undefined
}

function localPython(cwd: string, environment: Environment): FoundPython | undefined {
  const ofUv = environment.UV_PROJECT_ENVIRONMENT
  const path = ofUv ? interpreterOf(resolve(cwd, ofUv)) : undefined
  if (path !== undefined) return { path, why: 'UV_PROJECT_ENVIRONMENT is set' }
  for (let folder = cwd; ; folder = dirname(folder)) {
    for (const name of LOCAL) {
      const path = interpreterOf(join(folder, name))
      if (path !== undefined) return { path, why: join(folder, name) }
    }
    if (folder === dirname(folder)) return undefined
  }
}

/** Poetry keeps virtualenvs outside the project, named after it. */
function poetryPython(cwd: string, environment: Environment): FoundPython | undefined {
  const project = textOf(join(cwd, 'pyproject.toml'))
  if (!existsSync(join(cwd, 'poetry.lock')) && !project.includes('[tool.poetry')) return undefined
  const store =
    environment.POETRY_VIRTUALENVS_PATH ??
    join(
      environment.POETRY_CACHE_DIR ?? join(environment.HOME ?? '', '.cache/pypoetry'),
      'virtualenvs',
    )
  const name = /^name\s*=\s*["']([^"']+)["']/m.exec(project)?.[1]
  if (name === undefined || !existsSync(store)) return undefined
  const prefix = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-`
  for (const folder of readdirSync(store).filter((each) => each.startsWith(prefix))) {
    const path = interpreterOf(join(store, folder))
    if (path !== undefined) return { path, why: `poetry's virtualenv ${folder}` }
  }
  return undefined
}

function fromPath(environment: Environment): FoundPython | undefined {
  const path = inPath(IN_PATH, environment)
  return path === undefined ? undefined : { path, why: 'the first on the PATH' }
}

function inPath(names: readonly string[], environment: Environment): string | undefined {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate))
}

function interpreterOf(folder: string): string | undefined {
  if (folder === '') return undefined
  return ['bin/python', 'Scripts/python.exe', 'python.exe']
    .map((name) => join(folder, name))
    .find((path) => existsSync(path))
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

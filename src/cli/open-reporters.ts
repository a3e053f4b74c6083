import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { closest, distance } from 'fastest-levenshtein'
import type { Config, ReporterChoice } from '../config/config.js'
import { LeakcheckError } from '../errors.js'
import { isReporterName, REPORTER_NAMES } from '../model/reporter-name.js'
import { reporters } from '../report/index.js'
import type { CustomReporter } from '../report/reporter.js'

/** A chosen reporter, loaded, or why it could not be. */
export type OpenReporter = { readonly choice: ReporterChoice } & (
  { readonly render: CustomReporter } | { readonly fault: LeakcheckError }
)

type Chosen = Pick<Config, 'reporters' | 'cwd'>

/**
 * Loads every chosen reporter before anything runs: a name that is misspelt must not be found out after an hour.
 *
 * @throws LeakcheckError when one of them cannot be loaded
 */
export async function openReporters(chosen: Chosen): Promise<OpenReporter[]> {
  const opened = await tryReporters(chosen)
  for (const reporter of opened) if ('fault' in reporter) throw reporter.fault
  return opened
}

/** The same for a report that is there already: what can be loaded is still of use. */
export function tryReporters({ reporters: choices, cwd }: Chosen): Promise<OpenReporter[]> {
  return Promise.all(
    choices.map(async (choice): Promise<OpenReporter> => {
      const { name } = choice
      if (isReporterName(name)) return { choice, render: await reporters[name]() }
      try {
        return { choice, render: await ownReporter(name, cwd) }
      } catch (error) {
        if (error instanceof LeakcheckError) return { choice, fault: error }
        throw error
      }
    }),
  )
}

async function ownReporter(name: string, cwd: string): Promise<CustomReporter> {
  const module = await load(name, cwd)
  const found = [module.default, module.reporter, defaultOf(module.default)].find(
    (each) => typeof each === 'function',
  )
  if (found !== undefined) return found as CustomReporter
  const message = `the reporter ${name} exports no function`
  const hint = 'export default (report, options) => text, or export it as `reporter`'
  throw new LeakcheckError('reporter-no-function', message, hint)
}

/** What CommonJS that was compiled from ES modules calls its default export. */
function defaultOf(exported: unknown): unknown {
  return (exported as { default?: unknown } | undefined | null)?.default
}

async function load(name: string, cwd: string): Promise<Record<string, unknown>> {
  try {
    const { createJiti } = await import('jiti')
    const self = fileURLToPath(new URL('../index.js', import.meta.url))
    const jiti = createJiti(join(cwd, 'reporter.js'), {
      fsCache: false,
      alias: { leakcheck: self },
    })
    const path = isPath(name)
      ? resolve(cwd, name)
      : installed(name, cwd, (id) => jiti.esmResolve(id))
    if (!existsSync(path)) throw new Error('there is no such file')
    // Node 20 cannot strip types.
    if (/\.[cm]?ts$/.test(path)) return await jiti.import(path)
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>
  } catch (cause) {
    throw notLoaded(name, cause)
  }
}

function isPath(name: string): boolean {
  return name.startsWith('.') || isAbsolute(name)
}

/** A package of the project, whether it is there for `import` or for `require` only. */
function installed(name: string, cwd: string, resolveImport: (id: string) => string): string {
  try {
    const found = resolveImport(name)
    return found.startsWith('file:') ? fileURLToPath(found) : found
  } catch {
    return requirable(name, cwd)
  }
}

function requirable(name: string, cwd: string): string {
  try {
    return createRequire(join(cwd, 'reporter.js')).resolve(name)
  } catch (cause) {
    throw new Error('no reporter and no installed package is called that', { cause })
  }
}

function notLoaded(name: string, cause: unknown): LeakcheckError {
  const near = closest(name, [...REPORTER_NAMES])
  const isTypo = !isPath(name) && distance(name, near) <= 2
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
  return new LeakcheckError(
    'reporter-not-loaded',
    `could not load the reporter ${name}: ${reason}`,
    isTypo
      ? `did you mean '${near}'?`
      : `${REPORTER_NAMES.join(', ')}, a path that begins with ./, or the name of an installed package`,
    2,
    { cause },
  )
}

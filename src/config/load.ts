import { access, readFile } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { lilconfig, type Loader } from 'lilconfig'
import { LeakcheckError } from '../errors.js'
import { locateJsonFault } from './json-fault.js'
import { CONFIG_PLACES } from './places.js'
import type { ConfigValues } from './schema.js'
import { validateConfig } from './validate.js'

/**
 * The values of the user's config file: the one he named, or the one in the folder where leakcheck was
 * started. Parent folders are not searched: every path in a config is relative to that folder.
 */
export async function loadConfig(cwd: string, named?: string): Promise<ConfigValues> {
  const searcher = lilconfig('leakcheck', {
    searchPlaces: [...CONFIG_PLACES],
    stopDir: cwd,
    cache: false,
    ignoreEmptySearchPlaces: false,
    loaders: Object.fromEntries(
      Object.entries(LOADERS).map(([extension, load]) => [extension, explained(cwd, load)]),
    ),
  })
  const found = named === undefined ? await searcher.search(cwd) : await load(searcher, cwd, named)
  if (!found) return {}
  const file = shown(cwd, found.filepath)
  if (found.isEmpty)
    throw new LeakcheckError('config-broken', `${file} is empty`, 'remove it, or write {} into it')
  return validateConfig(found.config, {
    code: 'config-invalid',
    prefix: `${file}: `,
    nameOf: (path) => path,
  })
}

async function load(searcher: ReturnType<typeof lilconfig>, cwd: string, named: string) {
  const path = resolve(cwd, named)
  try {
    await access(path)
  } catch {
    const hint =
      'without --config, leakcheck.config.* of this folder is used; `leakcheck init` writes one'
    throw new LeakcheckError('config-not-found', `no config file at ${named}`, hint)
  }
  if (!Object.keys(LOADERS).some((extension) => path.endsWith(extension))) {
    const kinds = Object.keys(LOADERS).join(', ')
    const message = `${named}: a config file is one of ${kinds}`
    throw new LeakcheckError('config-broken', message, 'rename it, or convert it')
  }
  const found = await searcher.load(path)
  // A package.json that was asked for by name and says nothing about leakcheck.
  if (found?.config === null) {
    const hint = 'add it: "leakcheck": {}'
    throw new LeakcheckError('config-broken', `${named} has no key 'leakcheck'`, hint)
  }
  return found
}

const LOADERS: Record<string, Loader> = {
  '.json': (_, content) => JSON.parse(content.replace(/^\uFEFF/, '')) as unknown,
  '.js': importNative,
  '.mjs': importNative,
  '.ts': importTypeScript,
  '.mts': importTypeScript,
}

async function importNative(path: string): Promise<unknown> {
  return defaultExport((await import(pathToFileURL(path).href)) as { default?: unknown })
}

async function importTypeScript(path: string): Promise<unknown> {
  // Node 20 cannot strip types. No cache on disk: nothing of ours is written outside .leakcheck/. The alias
  // lets `import { defineConfig } from 'leakcheck'` work under npx, where the project does not have us.
  const { createJiti } = await import('jiti')
  const self = fileURLToPath(new URL('../index.js', import.meta.url))
  const jiti = createJiti(path, { fsCache: false, alias: { leakcheck: self } })
  return defaultExport(await jiti.import<{ default?: unknown }>(path))
}

function defaultExport(module: { default?: unknown }): unknown {
  if (module.default === undefined) throw new Error('it has no default export')
  return module.default
}

/** Turns whatever a loader throws into one line that names the file. */
function explained(cwd: string, load: Loader): Loader {
  return async (path, content) => {
    try {
      return (await load(path, content)) as unknown
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
      const where = path.endsWith('.json')
        ? locateJsonFault(await readFile(path, 'utf8'), reason)
        : reason
      const message = `${shown(cwd, path)}: could not be read: ${where}`
      const hint = path.endsWith('.json')
        ? 'JSON allows no comments and no comma behind the last entry'
        : 'LEAKCHECK_DEBUG=1 shows where in it'
      throw new LeakcheckError('config-broken', message, hint, 2, { cause: error })
    }
  }
}

function shown(cwd: string, path: string): string {
  return relative(cwd, path).replaceAll('\\', '/')
}

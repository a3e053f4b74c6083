import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { configFileIn } from './config-file.js'
import { findRunner } from './discover/find-runner.js'
import type { RunnerWish } from './discover/found-runner.js'
import { pytestTraces, vitestTraces } from './discover/traces.js'
import { LeakcheckError } from './errors.js'
import type { InitResult } from './ports.js'

const FILE = 'leakcheck.config.json'
const SCHEMA = 'node_modules/leakcheck/dist/config.schema.json'

/**
 * Writes a config that says what was found. Whatever is configured already is left alone, so that it can be called again.
 *
 * @throws LeakcheckError when there is no runner that leakcheck can drive, or the folder cannot be written to
 */
export function init(
  wish: Pick<RunnerWish, 'cwd' | 'runner' | 'python'>,
  environment: Readonly<Record<string, string | undefined>>,
): InitResult {
  const { cwd } = wish
  const present = configFileIn(cwd)
  if (present !== undefined) return { file: present, written: false, runners: [] }
  const { adapter, why } = findRunner({ ...wish, fork: true, runnerArgs: [] }, environment)
  const also = wish.runner === 'auto' ? othersThan(adapter.name, cwd) : []
  const schema = schemaFrom(cwd)
  const config = {
    ...(schema === undefined ? {} : { $schema: schema }),
    // With several, which one is meant is decided at each run.
    runner: also.length > 0 ? 'auto' : adapter.name,
    ...(wish.python === undefined ? {} : { python: wish.python }),
  }
  write(join(cwd, FILE), `${JSON.stringify(config, null, 2)}\n`)
  return { file: FILE, written: true, runners: [{ name: adapter.name, why }, ...also] }
}

/** Traces of further runners, in this very folder. */
function othersThan(name: string, cwd: string): InitResult['runners'] {
  return Object.entries({ vitest: vitestTraces(cwd), pytest: pytestTraces(cwd) }).flatMap(
    ([other, why]) => (why === undefined || other === name ? [] : [{ name: other, why }]),
  )
}

/**
 * The schema where an editor finds it: in the `node_modules` of this folder or of one above, as a relative path, so that
 * the file can be committed. Under Plug'n'Play it is in an archive, which editors cannot read, and under npx in a cache.
 */
function schemaFrom(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const file = join(folder, SCHEMA)
    if (existsSync(file)) {
      const path = relative(cwd, file).replaceAll('\\', '/')
      return path.startsWith('.') ? path : `./${path}`
    }
    if (folder === dirname(folder)) return undefined
  }
}

function write(path: string, text: string): void {
  try {
    // Never over a file that was made in the meantime.
    writeFileSync(path, text, { flag: 'wx' })
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    throw new LeakcheckError(
      'config-unwritable',
      `could not write ${FILE} (${code})`,
      'leakcheck needs no config: leakcheck run works without one',
      2,
      { cause },
    )
  }
}

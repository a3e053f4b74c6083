import { existsSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { configFileIn } from './config-file.js'
import type { RunnerWish } from './discover/found-runner.js'
import { lookForSeats } from './discover/take-seats.js'
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
  const found = lookForSeats({ ...wish, paths: [], fork: true, runnerArgs: [] }, environment)
  const runners = found.undeclared
    ? [{ name: found.undeclared.adapter.name, why: found.undeclared.why }]
    : firstOfEach(found.seats)
  const [runner] = runners
  const schema = schemaFrom(cwd)
  const isOnly = runners.length === 1 && found.foreign.length === 0
  const config = {
    ...(schema === undefined ? {} : { $schema: schema }),
    // Of several, none may be left out in silence.
    runner: isOnly && runner ? runner.name : 'auto',
    ...(wish.python === undefined ? {} : { python: wish.python }),
  }
  write(join(cwd, FILE), `${JSON.stringify(config, null, 2)}\n`)
  return { file: FILE, written: true, runners }
}

function firstOfEach(seats: ReturnType<typeof lookForSeats>['seats']): InitResult['runners'] {
  const first = new Map<string, string>()
  for (const { runner, why } of seats) if (!first.has(runner)) first.set(runner, why)
  return [...first].map(([name, why]) => ({ name, why }))
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

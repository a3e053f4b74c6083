import { availableParallelism } from 'node:os'
import type { Config } from '../config/config.js'
import { loadConfig } from '../config/load.js'
import { resolveConfig } from '../config/resolve.js'
import type { ConfigValues } from '../config/schema.js'
import { validateConfig } from '../config/validate.js'
import { typedPath } from './from-here.js'
import type { Invocation } from './invocation.js'
import { startFolder } from './start-folder.js'

export interface Settings {
  readonly config: Config
  /** False: no colours, whatever the terminal can do. */
  readonly color: boolean | undefined
}

/**
 * What the flags, the config file and the machine come to. Flags first: a typo there costs no file access.
 *
 * @param beside the folder below the results' own that the command's files go to; undefined: no other
 */
export async function readConfig(typed: Invocation, beside?: string): Promise<Settings> {
  const cwd = startFolder(typed.options.cwd)
  const operands = typed.operands.map((path) => typedPath(path, cwd))
  const flags = flagValues({ ...typed, operands })
  const named = typed.options.config
  const file = await loadConfig(cwd, typeof named === 'string' ? typedPath(named, cwd) : undefined)
  const machine = {
    parallelism: availableParallelism(),
    githubActions: process.env.GITHUB_ACTIONS === 'true',
  }
  return {
    config: resolveConfig({ cwd, file, flags, machine, ...(beside ? { beside } : {}) }),
    color: flags.color ?? file.color,
  }
}

const KEY_OF_FLAG: Readonly<Record<string, string>> = { test: 'tests', reporter: 'reporters' }
const NUMBERS = ['rounds', 'seed', 'jobs', 'repeats', 'maxRuns']

/** Flags as the config's keys, checked by the same schema. */
export function flagValues({
  options,
  operands,
  runnerArgs,
}: Omit<Invocation, 'argv'>): ConfigValues {
  const values: Record<string, unknown> = {}
  for (const [flag, value] of Object.entries(options)) {
    if (flag === 'config' || flag === 'cwd') continue
    // Commander's `--no-color` makes `color` true when it is not there.
    if (['color', 'fork'].includes(flag) && value === true) continue
    const isNumber = NUMBERS.includes(flag) && /^\d+$/.test(String(value))
    values[KEY_OF_FLAG[flag] ?? flag] = isNumber ? Number(value) : value
  }
  if (operands.length > 0) values.paths = [...operands]
  if (runnerArgs.length > 0) values.runnerArgs = [...runnerArgs]
  return validateConfig(values, { code: 'bad-flag', prefix: '', nameOf: flagOf })
}

function flagOf(path: string): string {
  const key = path.replace(/\[\d+\]$/, '')
  const flag = Object.entries(KEY_OF_FLAG).find(([, of]) => of === key)?.[0] ?? key
  return `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
}

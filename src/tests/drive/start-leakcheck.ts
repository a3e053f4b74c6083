import { execa } from 'execa'
import type { Readable } from 'node:stream'
import { program } from './folders.js'
import type { Finished } from './run-leakcheck.js'
import { userEnvironment } from './user-environment.js'

/** A leakcheck under way, for tests that end it. */
export interface Running extends PromiseLike<Partial<Finished>> {
  readonly stderr: Readable
  readonly exitCode: number | null
  readonly signalCode: NodeJS.Signals | null
  kill(signal: NodeJS.Signals): boolean
}

/** Calls leakcheck as a user would, from `cwd`, and does not wait for it. */
export function startLeakcheck(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Running {
  return execa(process.execPath, [program, ...args], {
    cwd,
    env: { ...env, ...userEnvironment },
    stdin: 'ignore',
    reject: false,
    cleanup: false,
  })
}

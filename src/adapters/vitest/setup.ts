import type { NodeCommand } from '../adapter.js'

/** What a Vitest host needs to know to be the user's own Vitest. */
export interface VitestSetup {
  /** Folder in which the user would call vitest; absolute. */
  readonly cwd: string
  /** Folder of the user's own vitest package; absolute. */
  readonly packageDir: string
  readonly version: string
  /** What follows `--` on leakcheck's command line. */
  readonly runnerArgs: readonly string[]
}

/** The command that starts a host. */
export function hostCommand(setup: VitestSetup): NodeCommand {
  const script = new URL('./host/main.js', import.meta.url)
  return { script, argument: JSON.stringify(setup), cwd: setup.cwd }
}

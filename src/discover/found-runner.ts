import type { Adapter } from '../adapters/adapter.js'

export interface FoundRunner {
  readonly adapter: Adapter
  /** What it was recognised by, in words. */
  readonly why: string
}

export interface RunnerWish {
  /** Absolute path of the folder in which the user would call his runner. */
  readonly cwd: string
  readonly runner: 'auto' | 'vitest' | 'pytest'
  readonly python?: string
  readonly fork: boolean
  readonly runnerArgs: readonly string[]
}

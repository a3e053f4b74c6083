import type { TestProject, TestSpecification, Vitest } from 'vitest/node'

/** What a host holds between runs: the user's own Vitest, as it was before the first of them. */
export interface Session {
  readonly vitest: Vitest
  readonly major: number
  readonly projects: readonly TestProject[]
  /** Specifications that leakcheck can drive, in the order in which the project runs them. */
  readonly specifications: readonly TestSpecification[]
  /** Those that it cannot drive. */
  readonly refused: readonly TestSpecification[]
  /** Those that the project's own sequencer does not run. */
  readonly leftOut: readonly TestSpecification[]
  /** Projects whose own settings put several files into one process. */
  readonly shared: ReadonlySet<TestProject>
  /** Projects whose own settings run one test process at a time. */
  readonly queued: ReadonlySet<TestProject>
  /** How many processes at once the settings of these have their files share: never fewer than two. */
  readonly spread: ReadonlyMap<TestProject, number>
  /** The runner that a project names itself, before leakcheck's takes its place. */
  readonly ownRunners: ReadonlyMap<TestProject, string | undefined>
}

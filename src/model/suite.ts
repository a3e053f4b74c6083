import type { RawFailure } from './failure.js'
import type { ListedPlace } from './protocol.js'
import type { RunnerName } from './runner-name.js'

/** What discovery found: the projects, their tests, and what could not be listed. */
export interface Suite {
  readonly projects: readonly Project[]
  /** In own order: projects as configured, files by path, tests as declared. */
  readonly tests: readonly TestCase[]
  /** Parts of the selection that leakcheck cannot drive, in words. */
  readonly notCovered: readonly { readonly what: string; readonly why: string }[]
  /** By project and file, all tests that it declares, selected or not. */
  readonly declared?: ReadonlyMap<string, ReadonlyMap<string, readonly ListedPlace[]>>
  /** Why files could not be imported, by the id of the test that each of them counts as. */
  readonly faults?: ReadonlyMap<string, RawFailure>
}

export interface Project {
  /** As reports show it; never empty. */
  readonly name: string
  /** As the runner knows it; '' when it has no name. Test ids carry it when it has one. */
  readonly runnerProject: string
  /** Absolute path. */
  readonly root: string
  /** Where leakcheck calls its runner, relative to where it was started itself, if not there. Test ids carry it. */
  readonly folder?: string
  readonly runner: { readonly name: RunnerName; readonly version: string }
  /**
   * What the runner puts into one process: `file`, each file has its own, or `project`, files share one.
   * Verdict orders never cross it.
   */
  readonly domain: 'file' | 'project'
  /** The project's own settings have its tests share several processes, side by side. */
  readonly spreads?: true
  /** A set-up that a warm host shares between runs, e.g. Vitest's globalSetup. */
  readonly sharedSetup: boolean
  /** Absolute path of the runner's config file, when there is one. */
  readonly config?: string
}

export interface TestCase {
  readonly id: string
  readonly project: string
  readonly file: string
  /** Describe titles, then its own; empty for a file that fails to import, which counts as one test. */
  readonly titlePath: readonly string[]
  readonly ordinal: number
  readonly line?: number
  /** Tests of one domain may share a process; an order never holds two. */
  readonly domain: string
  /** Where it stands in its file: indices of describe blocks, then its own. Runner-internal selection uses it. */
  readonly position: readonly number[]
  readonly mode: 'run' | 'skip' | 'todo'
  /** The runner may run it at the same time as its siblings. */
  readonly concurrent: boolean
  /** The project runs it in a process that no other test has, and only once. */
  readonly isolated?: boolean
  /** The test's own time limit, in ms; undefined: it has none. */
  readonly timeoutMs?: number
  /** It stands for its file: what it comes to is what happened behind the last of the file's tests. */
  readonly tearDown?: true
  /** The project tries it again when it fails; undefined: only its runner knows. */
  readonly retried?: boolean
}

import type { Order } from '../model/order.js'
import type { Place, Segment } from '../model/protocol.js'
import type { HostKind } from '../model/run.js'
import type { RunnerName } from '../model/runner-name.js'
import type { Project, TestCase } from '../model/suite.js'

/** How to start a host; nothing is on its stdin. */
export type Command = NodeCommand | ProgramCommand

/** A Node script with an IPC channel of its own; it is told the argument in its environment (`LEAKCHECK_SETUP`). */
export interface NodeCommand {
  readonly script: URL
  readonly argument: string
  readonly cwd: string
}

/** Any other program: takes requests as JSON lines from descriptor 3 and answers on descriptor 4. */
export interface ProgramCommand {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

/** What a host is started for. */
export interface HostStart {
  readonly kind: HostKind
  /** Only these files, relative to the project's root, in that order; undefined: all that the user would run. */
  readonly files?: readonly string[]
  /** Tests run in as many processes as the project's own settings say. */
  readonly spread?: true
  /** Stands before every path of the project: the host runs in a copy of it. */
  readonly prefix?: string
  /** Undefined until the runner has said what it found. */
  readonly project?: Pick<Project, 'root' | 'config'>
}

/**
 * What leakcheck must know of a test runner: how to start a host for it, and how an order is said to it.
 * An adapter translates; it never starts anything.
 */
export interface Adapter {
  readonly name: RunnerName
  /** The cheapest host that serves it: what plans are run by. */
  readonly host: HostKind
  readonly command: (start: HostStart) => Command
  /** Its runner tells which test files reach a file by their imports. */
  readonly tracesImports: boolean
  /** A host knows only the files that it was started with. */
  readonly collectsFirst: boolean
  /**
   * The order as stretches inside files, with the place of each of its entries; or why this runner cannot run
   * it in one process.
   *
   * @param test looks up a test of the order; ids of the order are always known
   */
  translate(
    order: Order,
    test: (id: string) => TestCase,
  ):
    | { readonly segments: readonly Segment[]; readonly places: readonly Place[] }
    | { readonly inexpressible: string }
  /** The words of the runner's own command line that runs just this; undefined: it cannot express that. */
  readonly commandLine: (wanted: Wanted) => readonly string[] | undefined
}

/** Tests to run in that order, in one process. */
export interface Wanted {
  readonly order: readonly TestCase[]
  /** Files to import first, of which nothing runs. */
  readonly imports: readonly string[]
  readonly project: Pick<Project, 'root' | 'runnerProject' | 'spreads'>
  /** All tests that can share the process, in own order. */
  readonly mates: readonly TestCase[]
}

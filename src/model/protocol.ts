import type { RawFailure } from './failure.js'
import type { Retried } from './outcome.js'
import type { Inside } from './run.js'

/**
 * What leakcheck, a host and the user's test process say to each other. The same for every runner, so that
 * adapters translate and the run room needs to know no runner.
 *
 * leakcheck → host: {@link HostRequest}; host → leakcheck: {@link HostMessage}; over the IPC channel of a host that
 * is a Node script, as JSON lines on descriptors 3 and 4 of any other.
 * host → test process: a {@link RunPlan} file. test process → leakcheck: {@link ChannelEvent}s, one JSON
 * line each, appended synchronously, so that a crash loses nothing and has an owner.
 */
export interface RunPlan {
  /** `list`: report what each file declares and run nothing. */
  readonly mode: 'list' | 'run'
  /** Absolute path of the file that events are appended to. */
  readonly channel: string
  readonly project: string
  /** Absolute path; frames are reported relative to it. */
  readonly root: string
  /** Variables that leakcheck knows to be secret, and how others are called: see `secret-name.ts`. */
  readonly secrets: SecretNames
  /** Run concurrent tests one at a time. */
  readonly serial: boolean
  /** Retry as the project does; else every test has one attempt, as far as the host can tell its runner. */
  readonly retries?: boolean
  /** Further passes happen within one run of the file: its own hooks and file-wide fixtures are set up once. */
  readonly inside: Inside | false
  /** Several processes at once, as the project has them: each file is in one segment, and events say in which lane they are. */
  readonly spread?: true
  /** In `list` mode empty: all files that the process is given. */
  readonly segments: readonly Segment[]
  /**
   * By file, where its tests stood when they were listed. Where it declares more or fewer now, those with the same titles keep
   * these positions.
   */
  readonly listed?: Readonly<Record<string, readonly ListedPlace[]>>
  /** For hosts that clone: several orders at once. `serial`, `inside` and `segments` are then in its entries. */
  readonly tree?: OrderTree
  /** With `tree`: absolute path of a folder for what a clone has left in the temporary one, so that the next one does not meet it. */
  readonly aside?: string
}

export interface SecretNames {
  readonly known: readonly string[]
  /** Sources of regular expressions: what is called so, unless it is called so. */
  readonly pattern: string
  readonly except: string
}

/**
 * Orders that share beginnings. The shared part runs once; where orders part, the process is cloned for each
 * continuation in turn. An order is a path from a branch of the root to a leaf.
 */
export interface OrderTree {
  readonly branches: readonly Branch[]
}

export interface Branch {
  /** Unique in its tree; events name it. */
  readonly node: number
  readonly entries: readonly TreeEntry[]
  readonly branches: readonly Branch[]
}

/** One test of an order, or with an empty `pos` a file that only has to have been imported. */
export interface TreeEntry extends Place {
  readonly file: string
  /** See {@link RunPlan}. */
  readonly inside: Inside | false
}

/** A stretch of an order inside one file. */
export interface Segment {
  /** Relative to the project's root. */
  readonly file: string
  /**
   * Positions (`0`, `2.1`…) to run, in order; a further entry runs again in the same instance of the file, with its
   * hooks. An empty list only imports the file.
   */
  readonly passes: readonly (readonly string[])[]
}

export type ChannelEvent =
  | { readonly ev: 'hello'; readonly pid: number; readonly node?: number }
  | FileEvent
  // `titlePath`: what runs, as the test process has it.
  | (Place & { readonly ev: 'start'; readonly titlePath?: readonly string[] })
  | EndEvent
  // A failing hook of a describe or file; its tests that have not started will not.
  | (Place & { readonly ev: 'hook'; readonly failure: RawFailure })
  // The tests have set variables whose names look secret: their names. In no other event are their values.
  | {
      readonly ev: 'secrets'
      readonly names: readonly string[]
      readonly node?: number
      readonly lane?: number
    }
  | {
      readonly ev: 'bye'
      readonly cpuMs: number
      readonly node?: number
      readonly lane?: number
    }
  | CloneEvent

/** Which entry of the plan an event is about. */
export interface Place {
  /** Index into the plan's segments; -1 in list mode. */
  readonly seg: number
  /** Index into the segment's passes. */
  readonly pass: number
  /** `''` for the file itself. */
  readonly pos: string
  /** The branch of an {@link OrderTree} that it happened in. */
  readonly node?: number
  /** With `spread`: a number for the process that it happened in. */
  readonly lane?: number
}

/** What a process says of a clone that it made of itself, or was to make. */
export type CloneEvent =
  // The clone has ended: as it should have, unless it says how.
  | {
      readonly ev: 'gone'
      readonly node: number
      readonly pid: number
      readonly signal?: number
      readonly exitCode?: number
    }
  // There are other threads, which a clone would lack: the orders below this node were not run.
  | { readonly ev: 'threads'; readonly node: number; readonly names: readonly string[] }
  // Tests of this node have written into the project: other clones meet what they wrote.
  | { readonly ev: 'wrote'; readonly node: number; readonly file: string }
  // The clone failed outside of any test.
  | { readonly ev: 'broke'; readonly node: number; readonly message: string }

/** A file was imported (or failed to be). */
export interface FileEvent {
  readonly ev: 'file'
  /** When it had been imported, in ms since the epoch. */
  readonly at: number
  readonly seg: number
  readonly node?: number
  readonly lane?: number
  readonly file: string
  /** Files of different environments never share a process: `node`, `jsdom`… */
  readonly environment: string
  readonly tests: readonly ListedTest[]
  readonly failure?: RawFailure
}

export interface ListedPlace {
  readonly pos: string
  readonly titlePath: readonly string[]
}

export interface ListedTest extends ListedPlace {
  readonly mode: 'run' | 'skip' | 'todo'
  readonly concurrent: boolean
  /** The project runs it in a process that no other test has. */
  readonly isolated?: boolean
  /** The project tries it again when it fails; where only the runner can know, undefined. */
  readonly retried?: boolean
  /** The test's own time limit, in ms; undefined: it has none. */
  readonly timeoutMs?: number
  readonly line?: number
  /** Where the runner itself would run it, among all tests that the process has; undefined: as listed. */
  readonly rank?: number
}

export interface EndEvent extends Place {
  readonly ev: 'end'
  /** `missing`: it cannot run here a second time, which says nothing about it. */
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'missing'
  readonly ms: number
  /** Of a test that was skipped: the reason, where there is one. Of one that has passed: it failed as it was expected to. */
  readonly failure?: RawFailure
  /** What the project's own retries made of it, where there were any: the other fields are about the first attempt. */
  readonly retried?: Retried
  /** What a failed test printed, its end, where the host can tell. */
  readonly output?: string
}

export type HostRequest =
  | {
      readonly type: 'run'
      readonly id: number
      readonly planFile: string
      /** The run's mark, its temp folder: set in the environment of the test process only. */
      readonly env: Readonly<Record<string, string>>
      readonly project: string
      /** Files to hand to the runner, in order; a file may occur again. */
      readonly files: readonly string[]
      /** List mode may use this many processes at once; a run of an order always uses one. */
      readonly workers: number
      /** As many processes at once as the project's own settings say. */
      readonly spread?: true
    }
  /** Which test files reach one of these files (absolute paths) by their imports? Only for hosts that can tell. */
  | { readonly type: 'related'; readonly id: number; readonly files: readonly string[] }
  | { readonly type: 'close' }

export type HostMessage =
  | { readonly type: 'ready'; readonly version: string; readonly projects: readonly HostProject[] }
  // What is being imported, while the host gets ready: the last one is to blame if it ends.
  | { readonly type: 'collecting'; readonly file: string }
  | {
      readonly type: 'done'
      readonly id: number
      /** Errors that the runner caught outside any test. */
      readonly unhandled: readonly RawFailure[]
      /** The answer to `related`. */
      readonly related?: readonly RelatedFile[]
      /** When what is set up once for all runs was: ms since 1970. */
      readonly setUpAt?: number
      /** CPU time of the host itself since it started, in ms. */
      readonly hostCpuMs: number
    }
  | {
      readonly type: 'failed'
      readonly code: string
      readonly message: string
      readonly hint?: string
    }

/** `project`: the runner's own name for it; `file`: relative to its root. */
export interface RelatedFile {
  readonly project: string
  readonly file: string
}

/** A project as the user's own runner resolved it. */
export interface HostProject {
  /** The runner's own name for it; '' when it has none. */
  readonly name: string
  readonly root: string
  /** Absolute path of the config file, when there is one. */
  readonly config?: string
  readonly domain: 'file' | 'project'
  readonly sharedSetup: boolean
  /** Its own settings let no two test processes run at the same time. */
  readonly queued?: boolean
  /** Its own settings have its tests share several processes, side by side. */
  readonly spreads?: boolean
  /** Relative to root, sorted by path. */
  readonly files: readonly string[]
  readonly unsupported: readonly { readonly what: string; readonly why: string }[]
  /** Why the process that collected these tests must not be cloned, in words; empty or undefined: it may be. */
  readonly unforkable?: readonly string[]
  /** What the user should know of how his tests are run, in words. */
  readonly notices?: readonly string[]
}

import type { Config } from '../config/config.js'
import type { Folders, FoldersState } from '../run/folders.js'
import type { HostKind, RunRecord, RunRequest } from '../model/run.js'
import type { Suite } from '../model/suite.js'
import type { OpenSuite } from '../open-suite.js'

/** All that the pipeline was told of a suite when it ran for real: enough to run the pipeline on it again, without any process. */
export interface Recording {
  readonly config: Config
  readonly suite: Omit<Suite, 'declared'>
  /** By project. */
  readonly hosts: Readonly<Record<string, RecordedHost>>
  readonly price: OpenSuite['price']
  readonly queued: boolean
  readonly leftBehind: OpenSuite['leftBehind']
  /** In the order in which they were given. */
  readonly answers: readonly Answer[]
  /** What became of the project's files, and as of how many answers. */
  readonly folders: readonly RecordedFolders[]
}

/** A request, and what came back: as a rule one record, of a spread order one for each of its lanes. */
export interface Answer {
  readonly request: RunRequest
  readonly records: readonly RunRecord[]
}

export interface RecordedHost {
  /** The cheapest one that serves the project. */
  readonly kind: HostKind
  readonly spreads: boolean
}

export interface RecordedFolders {
  readonly after: number
  readonly state: FoldersState
  readonly changed: ReturnType<Folders['changed']>
  readonly lost: ReturnType<Folders['lost']>
}

import { kept } from './kept.js'

/** What counts the snapshots of a file. */
export interface SnapshotCounts {
  readonly _counters?: Map<unknown, unknown>
  /** Where inline snapshots were, each of which may be met once. */
  readonly _inlineSnapshotStacks?: unknown[]
  readonly clearTest?: unknown
}

/** What Vitest's runners hold of the snapshots of files. */
interface SnapshotHolder {
  readonly snapshotClient?: {
    readonly snapshotStateMap?: ReadonlyMap<string, SnapshotCounts>
  }
}

/**
 * Each snapshot of a test has a number, and a test that runs again begins at one again. Vitest 2 counts on instead, would
 * compare with snapshots that never were, and takes an inline one for met twice in one test.
 */
export function countSnapshotsAgain(holder: SnapshotHolder, file: string): void {
  const states = holder.snapshotClient?.snapshotStateMap
  const state = states && kept.mapGet(states, file)
  if (state === undefined || state.clearTest !== undefined) return
  if (state._counters) kept.mapClear(state._counters)
  if (state._inlineSnapshotStacks) state._inlineSnapshotStacks.length = 0
}

/** What counts the snapshots of a file. */
export interface SnapshotCounts {
  readonly _counters?: { clear(): void }
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
  const state = holder.snapshotClient?.snapshotStateMap?.get(file)
  if (state === undefined || state.clearTest !== undefined) return
  state._counters?.clear()
  state._inlineSnapshotStacks?.splice(0)
}

/** What counts the snapshots of a file. */
export interface SnapshotCounts {
  readonly _counters?: { clear(): void }
  readonly clearTest?: unknown
}

/** What Vitest's runners hold of the snapshots of files. */
interface SnapshotHolder {
  readonly snapshotClient?: {
    readonly snapshotStateMap?: ReadonlyMap<string, SnapshotCounts>
  }
}

/**
 * Each snapshot of a test has a number, and a test that runs again begins at one again. Vitest 2 counts on instead, and would
 * compare with snapshots that never were.
 */
export function countSnapshotsAgain(holder: SnapshotHolder, file: string): void {
  const state = holder.snapshotClient?.snapshotStateMap?.get(file)
  if (state?.clearTest === undefined) state?._counters?.clear()
}

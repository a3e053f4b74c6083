import type { BaselineEntry } from './entry.js'

/** The file: sorted, one field a line, and the same bytes for the same findings. */
export function printBaseline(entries: readonly BaselineEntry[]): string {
  const findings = [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)).map(inOrder)
  return `${JSON.stringify({ schemaVersion: 1, findings }, null, 2)}\n`
}

function inOrder(entry: BaselineEntry): BaselineEntry {
  const { key, kind, what, failure, cause, state, seenIn, victims, reason, expires } = entry
  const sorted = [...new Set(victims)].sort()
  // What is undefined is not printed.
  const all = { key, kind, what, failure, cause, state, seenIn, victims: sorted, reason, expires }
  return all
}

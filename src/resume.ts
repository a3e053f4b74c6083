import { changedSince } from './basis.js'
import type { Emit } from './model/event.js'
import type { RunRecord } from './model/run.js'
import { readWholeJournal } from './run/journal.js'

type Earlier = NonNullable<Awaited<ReturnType<typeof readWholeJournal>>>

/** What the last leakcheck had seen when it ended; undefined: there is nothing to go on from, and that is said. */
export async function earlierRuns(journalFile: string, emit: Emit): Promise<Earlier | undefined> {
  const earlier = await readWholeJournal(journalFile)
  if (!earlier) emit({ kind: 'notice', message: 'nothing to resume: starting from the beginning' })
  return earlier
}

/** Of earlier runs those that say something of the suite as it is now: all of them, or none. */
export function stillTrue(
  earlier: Earlier | undefined,
  basis: Readonly<Record<string, string>>,
  emit: Emit,
): readonly RunRecord[] {
  if (!earlier) return []
  const { header, records } = earlier
  const changed = changedSince(header.basis, basis)
  const message =
    changed === undefined
      ? `going on from ${String(records.length)} runs of ${header.startedAt}, seed ${String(header.seed)}`
      : `not resumed: ${changed} changed since ${header.startedAt}; starting from the beginning`
  emit({ kind: 'notice', message })
  return changed === undefined ? records : []
}

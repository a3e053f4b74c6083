import { changedSince } from './basis.js'
import type { Emit } from './model/event.js'
import type { RunRecord } from './model/run.js'
import { readWholeJournal, type WholeJournal } from './run/journal.js'

/** What the last leakcheck had seen when it ended; undefined: there is nothing to go on from, and that is said. */
export async function earlierRuns(
  journalFile: string,
  emit: Emit,
): Promise<WholeJournal | undefined> {
  const earlier = await readWholeJournal(journalFile)
  const say = (message: string) => emit({ kind: 'notice', message })
  if (!earlier) say('nothing to resume: starting from the beginning')
  else if (earlier.leftOut > 0)
    say(
      `${String(earlier.leftOut)} lines of the journal are none of leakcheck's: these runs are made again`,
    )
  return earlier
}

/** Of earlier runs those that say something of the suite as it is now: all of them, or none. */
export function stillTrue(
  earlier: WholeJournal | undefined,
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

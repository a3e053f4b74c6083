import { isFailure } from '../model/outcome.js'
import type { RunRecord } from '../model/run.js'
import { fingerprint } from './reason/fingerprint.js'
import { toFailure } from './reason/to-failure.js'

/** As many of those that fail alike are repeated in full. */
const MOST_ALIKE = 3

/** Of tests that have failed in the same way the first few: they can tell what becomes of the others. */
export function representatives(records: readonly RunRecord[]): ReadonlySet<string> {
  const alike = new Map<string, Set<string>>()
  for (const { results } of records)
    for (const { id, outcome, failure } of results) {
      if (!isFailure(outcome)) continue
      const how = failure ? fingerprint(toFailure(failure)) : outcome
      const ids = alike.get(how) ?? new Set()
      alike.set(how, ids)
      if (ids.size < MOST_ALIKE) ids.add(id)
    }
  return new Set([...alike.values()].flatMap((ids) => [...ids]))
}

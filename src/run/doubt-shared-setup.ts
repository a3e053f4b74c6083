import { isFailure } from '../model/outcome.js'
import type { RunRecord } from '../model/run.js'
import type { Project } from '../model/suite.js'

/**
 * What a global set-up has started serves all runs of a warm host: a server's memory, a database. A failure there may be what an
 * earlier run has left in it, which no run of the project would meet, so it counts for nothing, and the order is run again with
 * a set-up of its own.
 */
export function doubtSharedSetup(
  record: RunRecord,
  { sharedSetup }: Pick<Project, 'sharedSetup'>,
): RunRecord {
  const { request, end, results } = record
  const isDoubtful = sharedSetup && request.host === 'warm'
  if (!isDoubtful || end.kind === 'void' || end.kind === 'aborted') return record
  if (end.kind === 'completed' && !results.some(({ outcome }) => isFailure(outcome))) return record
  const why = 'failed in a host whose global set-up served other runs before'
  return { ...record, end: { kind: 'void', why, coldAgain: true } }
}

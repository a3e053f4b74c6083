import { isFailure } from '../model/outcome.js'
import type { RunRecord } from '../model/run.js'

/**
 * What two runs say that want the same port, database or file at the same time. As Node, Python, SQLite and PostgreSQL put it.
 */
const SIGNS =
  /EADDRINUSE|address already in use|only one usage of each socket address|database (file )?is locked|SQLITE_BUSY|EBUSY|ELOCKED|lock(ed)? by another|could not obtain lock|deadlock detected|could not serialize access|is being accessed by other users|already exists/i

/** Whether a run may have failed because of another one beside it. */
export function mayHaveClashed({ results }: RunRecord): boolean {
  return results.some(
    ({ outcome, failure }) =>
      isFailure(outcome) && failure !== undefined && SIGNS.test(failure.message),
  )
}

import { isFailure, type Outcome } from '../../model/outcome.js'
import type { Tally } from '../../model/report-document.js'

/** Whether a test failed in any of these runs. */
export function hasFailed(tally: Tally): boolean {
  return Object.keys(tally).some((outcome) => isFailure(outcome as Outcome))
}

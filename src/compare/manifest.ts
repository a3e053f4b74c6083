import type { Verdict } from './confirm.js'
import { isFailure } from '../model/outcome.js'

/** Whether a victim fails in the suite's own order, the one that the project runs today. */
export function isManifest({ seen }: Verdict): boolean {
  return seen.some(
    ({ purpose, again, outcome }) => purpose === 'together' && !again && isFailure(outcome),
  )
}

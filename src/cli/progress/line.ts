import { inert } from '../../report/inert.js'
import { number, plural, span } from '../../report/words.js'
import type { ProgressState } from './state.js'

// Below this an estimate jumps about more than it tells.
const ESTIMATE_AFTER_MS = 5_000

/** `alone  120/610 runs · 3 with failures · 12 s · about 50 s left` */
export function progressLine(state: ProgressState, now: number): string {
  const { stage = 'starting', total, detail, done, failing, stageSince, startedAt } = state
  const elapsed = now - stageSince
  const parts = [
    ...(detail === undefined ? [] : [inert(detail)]),
    ...runsPart(done, total),
    ...(failing > 0 ? [`${number(failing)} with failures`] : []),
    span(Math.floor((now - startedAt) / 1_000) * 1_000),
    ...(total !== undefined && done > 0 && done < total && elapsed > ESTIMATE_AFTER_MS
      ? [`about ${span((elapsed / done) * (total - done))} left`]
      : []),
  ]
  return `${stage}  ${parts.join(' · ')}`
}

function runsPart(done: number, total: number | undefined): string[] {
  if (total !== undefined) return [`${number(done)}/${plural(total, 'run')}`]
  return done > 0 ? [plural(done, 'run')] : []
}

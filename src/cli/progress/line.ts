import { inert } from '../../report/inert.js'
import { number, plural, span } from '../../report/words.js'
import { about } from '../about.js'
import type { ProgressState } from './state.js'
import { timeLeft } from './time-left.js'

/** `alone  120/610 runs · 3 with failures · 12 s · about 4 m left in all` */
export function progressLine(state: ProgressState, now: number): string {
  const { stage = 'starting', total, detail, done, failing, startedAt } = state
  const parts = [
    ...(detail === undefined ? [] : [inert(detail)]),
    ...runsPart(done, total),
    ...(failing > 0 ? [`${number(failing)} with failures`] : []),
    span(Math.floor((now - startedAt) / 1_000) * 1_000),
    ...leftPart(state, now),
  ]
  return `${stage}  ${parts.join(' · ')}`
}

/** `about 4 m left in all`; nothing while nobody knows, or hardly anything is left. */
export function leftPart(state: ProgressState, now: number): string[] {
  const left = timeLeft(state, now)
  return left === undefined || left < LEAST_MS ? [] : [`${about(left)} left in all`]
}

const LEAST_MS = 1_000

function runsPart(done: number, total: number | undefined): string[] {
  if (total !== undefined) return [`${number(done)}/${plural(total, 'run')}`]
  return done > 0 ? [plural(done, 'run')] : []
}

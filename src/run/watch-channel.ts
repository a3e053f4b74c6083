import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEnd } from '../model/run.js'
import { channelSize } from './read-channel.js'

export interface Limits {
  /** A run is ended when its channel is silent for this long. */
  readonly silenceMs: number
  readonly totalMs: number
  readonly signal: AbortSignal
}

/** How often a run is looked at for signs of life. */
const POLL_MS = 100

/**
 * Resolves with undefined when the host answers, with a reason when the run must be ended before.
 *
 * @param onSilence may end a part of the run instead: then the rest goes on
 */
export async function watchChannel(
  channel: string,
  limits: Limits,
  asked: Promise<unknown>,
  onSilence: () => Promise<boolean> = () => Promise.resolve(false),
): Promise<RunEnd | undefined> {
  let answered = false as boolean // set from outside the loop
  const answer = asked.then(() => void (answered = true))
  const startedAt = performance.now()
  let size = -1
  let changedAt = startedAt
  for (;;) {
    await Promise.race([answer, sleep(POLL_MS)])
    if (answered) return undefined
    const now = performance.now()
    const current = channelSize(channel)
    if (current !== size) [size, changedAt] = [current, now]
    if (limits.signal.aborted) return { kind: 'aborted' }
    if (now - startedAt > limits.totalMs) return { kind: 'timed-out', afterMs: limits.totalMs }
    if (now - changedAt > limits.silenceMs) {
      if (!(await onSilence())) return { kind: 'timed-out', afterMs: limits.silenceMs }
      changedAt = performance.now()
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEnd } from '../model/run.js'
import type { Limits } from './perform.js'
import { channelSize } from './read-channel.js'

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
  while (!answered) {
    await Promise.race([answer, sleep(POLL_MS)])
    const now = performance.now()
    const current = channelSize(channel)
    if (current !== size) [size, changedAt] = [current, now]
    if (answered) break
    if (limits.signal.aborted) return { kind: 'aborted' }
    if (now - startedAt > limits.totalMs) return { kind: 'timed-out', afterMs: limits.totalMs }
    if (now - changedAt > limits.silenceMs) {
      if (!(await onSilence())) return { kind: 'timed-out', afterMs: limits.silenceMs }
      changedAt = performance.now()
    }
  }
  return undefined
}

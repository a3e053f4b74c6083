import { reproduces, type Ask, type Search } from '../../diagnose/search.js'
import type { Said } from './rival.js'

/**
 * Halving to one test, as detect-test-pollution does it: the first half is run, and if it is not that one it must be the
 * second, which is kept without a run. Only what is left in the end is run once more.
 */
export function* logBisection(items: readonly string[], ask: Ask): Search<Said> {
  let left = items
  while (left.length > 1) {
    const middle = left.length >> 1
    const first = left.slice(0, middle)
    left = (yield* reproduces(ask(first))) ? first : left.slice(middle)
  }
  if (yield* reproduces(ask(left))) return { kind: 'named', items: left }
  return { kind: 'gave-up', how: 'crashes' }
}

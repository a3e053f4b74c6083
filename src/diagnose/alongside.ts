import type { RunRequest } from '../model/run.js'
import type { Asking } from './oracle.js'

/** Several askings as one: what they ask for at a time goes out together. */
export function* alongside<R>(askings: readonly Asking<R>[]): Asking<readonly R[]> {
  const steps = askings.map((asking) => asking.next())
  for (;;) {
    const requests: RunRequest[] = []
    const shares = steps.map((step) => {
      if (step.done) return 0
      requests.push(...step.value)
      return step.value.length
    })
    if (steps.every(({ done }) => done)) break
    const records = yield requests
    let from = 0
    shares.forEach((share, index) => {
      const own = records.slice(from, from + share)
      from += share
      const asking = askings[index]
      if (asking && steps[index]?.done !== true) steps[index] = asking.next(own)
    })
  }
  return steps.flatMap((step) => (step.done ? [step.value] : []))
}

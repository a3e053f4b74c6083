import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { findMarked } from '../../run/marked-processes.js'

const NAME = 'FIXTURE_MARK'
/** A safety net: what goes at all goes in a second or two. */
const MOST_MS = 60_000

/** An environment that everything started below it inherits, and a look at what of that is still alive. */
export function marked(): {
  env: Record<string, string>
  alive: () => number[]
  settled: () => Promise<number[]>
} {
  const value = randomUUID()
  const alive = () => findMarked(NAME, value)
  return {
    env: { [NAME]: value },
    alive,
    /** What is alive after all had the time to go. */
    async settled() {
      for (let waited = 0; waited < MOST_MS && alive().length > 0; waited += 50) await sleep(50)
      return alive()
    },
  }
}

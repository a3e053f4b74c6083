import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findMarked } from '../../run/marked-processes.js'

const NAME = 'FIXTURE_MARK'
/** A safety net: what goes at all goes in a second or two. */
const MOST_MS = 60_000

/**
 * An environment that everything started below it inherits, and a look at what of that is still alive, or has been started
 * without an environment and has the mark on its command line instead.
 */
export function marked(): {
  env: Record<string, string>
  alive: () => number[]
  settled: () => Promise<number[]>
} {
  const value = randomUUID()
  const alive = () => [...new Set([...findMarked(NAME, value), ...calledWith(value)])]
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

/** Linux only: elsewhere none are found. */
function calledWith(word: string): number[] {
  const entries = process.platform === 'linux' ? readdirSync('/proc') : []
  return entries
    .map(Number)
    .filter(Number.isInteger)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').includes(word)
      } catch {
        return false // gone
      }
    })
}

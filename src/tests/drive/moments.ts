/** Moments of a leakcheck under way: by what it has said or written, however busy the machine is. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Running } from './start-leakcheck.js'

/** Resolves at some moment of a run, or when the run is over. */
export type Moment = (running: Running) => Promise<void>

export const atOnce: Moment = () => Promise.resolve()

/** As soon as it is so. */
export function when(isSo: () => boolean): Moment {
  return async (running) => {
    while (!isSo() && running.exitCode === null && running.signalCode === null) await sleep(5)
  }
}

/** When the progress on stderr has come to a stage, such as `discover` or `alone`. */
export function whenSaid(stage: string): Moment {
  return async (running) => {
    let said = ''
    running.stderr.on('data', (chunk: Buffer) => (said += String(chunk)))
    const line = new RegExp(`^${stage}( {2}|$)`, 'm')
    await when(() => line.test(said))(running)
  }
}

/** When the journal in the output folder has so many lines. */
export function whenKnown(outputDir: string, lines: number): Moment {
  return when(() => journalLines(outputDir).length >= lines)
}

/** What leakcheck has written down so far: whole lines. */
export function journalLines(outputDir: string): string[] {
  const journal = join(outputDir, 'journal.ndjson')
  // Only the last line can be torn.
  return existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1) : []
}

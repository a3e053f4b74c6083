import { inert } from '../../report/inert.js'
import { plural } from '../../report/words.js'
import { progressLine } from './line.js'
import type { Progress } from './progress.js'
import { advance, initialState } from './state.js'

// CI systems end a job that prints nothing for long; half a minute is far below any of their limits.
const HEARTBEAT_MS = 30_000

/** For logs: a line where a stage starts, and one when nothing was said for a while. */
export function plainProgress(write: (text: string) => void): Progress {
  let state = initialState(Date.now())
  const print = (text: string) => {
    write(text)
    heartbeat.refresh()
  }
  const heartbeat = setInterval(() => print(`${progressLine(state, Date.now())}\n`), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    emit: (event) => {
      state = advance(state, event, Date.now())
      if (event.kind === 'notice') print(`${inert(event.message, 1_000)}\n`)
      if (event.kind !== 'stage') return
      const { stage, total, detail } = event
      const parts = [
        ...(total === undefined ? [] : [plural(total, 'run')]),
        ...(detail === undefined ? [] : [inert(detail)]),
      ]
      print(`${[stage, parts.join(' · ')].filter((part) => part !== '').join('  ')}\n`)
    },
    print,
    close: () => clearInterval(heartbeat),
  }
}

import { inert } from '../../report/inert.js'
import { plural } from '../../report/words.js'
import { leftPart, progressLine } from './line.js'
import { printed } from './printed.js'
import type { Progress } from './progress.js'
import { advance, initialState } from './state.js'

// Somebody who waits, and a CI system that ends silent jobs, gets a line every 15 s at the latest; a machine that has much to do
// is late with its timers.
const HEARTBEAT_MS = 13_000

/**
 * For logs: a line where a stage starts, and one when nothing was said for a while.
 *
 * @param sparse only the latter
 */
export function plainProgress(write: (text: string) => void, sparse = false): Progress {
  let state = initialState(Date.now())
  const print = (text: string) => {
    write(text)
    heartbeat.refresh()
  }
  const heartbeat = setInterval(() => print(`${progressLine(state, Date.now())}\n`), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    emit: (event) => {
      const now = Date.now()
      state = advance(state, event, now)
      if (sparse) return
      const said = printed(event)
      if (said !== undefined) print(`${said}\n`)
      if (event.kind !== 'stage') return
      const { stage, total, detail } = event
      const parts = [
        ...(total === undefined ? [] : [plural(total, 'run')]),
        ...(detail === undefined ? [] : [inert(detail)]),
        ...leftPart(state, now),
      ]
      print(`${[stage, parts.join(' · ')].filter((part) => part !== '').join('  ')}\n`)
    },
    print: (text) => {
      if (!sparse && text !== '') print(text)
    },
    close: () => clearInterval(heartbeat),
  }
}

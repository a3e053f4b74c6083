import { createLogUpdate } from 'log-update'
import { wrapLines } from '../../report/wrap-lines.js'
import { terminalWidth } from '../terminal-width.js'
import { progressLine } from './line.js'
import { printed } from './printed.js'
import type { Progress } from './progress.js'
import { advance, initialState } from './state.js'

const REFRESH_MS = 100

/**
 * For terminals: one line that changes in place, and is gone in the end.
 *
 * @param sparse nothing else but what happens on the way
 */
export function liveProgress(stream: NodeJS.WriteStream, sparse = false): Progress {
  // A cursor that is never hidden needs nobody to bring it back when leakcheck is killed.
  const update = createLogUpdate(stream, { showCursor: true })
  let state = initialState(Date.now())
  let closed = false
  const timer = setInterval(() => {
    update(progressLine(state, Date.now()).slice(0, (stream.columns || 80) - 1))
  }, REFRESH_MS)
  timer.unref()
  const print = (text: string) => {
    update.clear()
    stream.write(text)
  }
  return {
    emit: (event) => {
      state = advance(state, event, Date.now())
      const said = printed(event)
      if (said === undefined) return
      print(`${wrapLines([said], terminalWidth(stream)).join('\n')}\n`)
    },
    print: (text) => {
      if (!sparse) print(text)
    },
    close: () => {
      if (closed) return
      closed = true
      clearInterval(timer)
      update.clear()
    },
  }
}

import { createLogUpdate } from 'log-update'
import { inert } from '../../report/inert.js'
import { wrapLines } from '../../report/wrap-lines.js'
import { terminalWidth } from '../terminal-width.js'
import { progressLine } from './line.js'
import type { Progress } from './progress.js'
import { advance, initialState } from './state.js'

const REFRESH_MS = 100

/** For terminals: one line that changes in place, and is gone in the end. */
export function liveProgress(stream: NodeJS.WriteStream): Progress {
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
      if (event.kind === 'notice') {
        const lines = wrapLines([inert(event.message, 1_000)], terminalWidth(stream))
        print(`${lines.join('\n')}\n`)
      }
    },
    print,
    close: () => {
      if (closed) return
      closed = true
      clearInterval(timer)
      update.clear()
    },
  }
}

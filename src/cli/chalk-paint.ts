import { Chalk, supportsColor, supportsColorStderr } from 'chalk'
import { plainPaint, type Paint } from '../report/paint.js'
import { colorLevel } from './color-level.js'

/** Colours for one of our two streams, as the user and his terminal want them. */
export function paintFor(stream: 'stdout' | 'stderr', color: boolean | undefined): Paint {
  const terminal = stream === 'stdout' ? supportsColor : supportsColorStderr
  const supported = process[stream].isTTY && terminal ? terminal.level : 0
  const level = colorLevel({ color, env: process.env, supported })
  return level === 0 ? plainPaint : new Chalk({ level })
}

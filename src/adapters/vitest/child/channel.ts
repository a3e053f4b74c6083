import type { ChannelEvent } from '../../../model/protocol.js'
import { kept, toJson } from './kept.js'

/**
 * Appends events to the run's channel file, one JSON line each, synchronously: what was written is there
 * whatever happens to this process next.
 */
export function openChannel(path: string): (event: ChannelEvent) => void {
  const fd = kept.openSync(path, 'a')
  return (event) => {
    const line = `${toJson(event)}\n`
    // A short write (full disk) would tear the line; the reader drops a torn last line.
    if (kept.writeSync(fd, line) !== kept.byteLength(line))
      throw new Error('leakcheck: short write to channel')
  }
}

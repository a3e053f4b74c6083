import { openSync, writeSync } from 'node:fs'
import type { ChannelEvent } from '../../../model/protocol.js'

// Bound when this module loads, before any test can mock, spy on or patch them.
const write = writeSync
const stringify = JSON.stringify
const byteLength = Buffer.byteLength.bind(Buffer)

/**
 * Appends events to the run's channel file, one JSON line each, synchronously: what was written is there
 * whatever happens to this process next.
 */
export function openChannel(path: string): (event: ChannelEvent) => void {
  const fd = openSync(path, 'a')
  return (event) => {
    const line = `${stringify(event)}\n`
    // A short write (full disk) would tear the line; the reader drops a torn last line.
    if (write(fd, line) !== byteLength(line)) throw new Error('leakcheck: short write to channel')
  }
}

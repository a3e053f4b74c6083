import { readFileSync, statSync } from 'node:fs'
import type { ChannelEvent } from '../model/protocol.js'
import { parseChannel } from './parse-channel.js'

/** Larger channels are parsed on another thread, so that timeouts and Ctrl-C are still served meanwhile. */
const PARSE_ELSEWHERE_BYTES = 2_000_000

/** Everything a run reported, in the order in which it did. */
export async function readChannel(path: string): Promise<readonly ChannelEvent[]> {
  if (channelSize(path) === 0) return []
  if (channelSize(path) < PARSE_ELSEWHERE_BYTES) return parseChannel(readFileSync(path, 'utf8'))
  const { Tinypool } = await import('tinypool')
  const pool = new Tinypool({
    filename: new URL('./parse-channel-worker.js', import.meta.url).href,
    runtime: 'worker_threads',
    minThreads: 1,
    maxThreads: 1,
  })
  try {
    return (await pool.run(path)) as readonly ChannelEvent[]
  } finally {
    await pool.destroy()
  }
}

/** In bytes; 0 for a channel that nothing was written to. Grows while a run makes progress. */
export function channelSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

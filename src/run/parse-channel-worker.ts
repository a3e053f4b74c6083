import { readFileSync } from 'node:fs'
import type { ChannelEvent } from '../model/protocol.js'
import { parseChannel } from './parse-channel.js'

/** What read-channel.ts runs on another thread. */
// A worker's task is its module's default export: tinypool's rule.
export default function parse(path: string): ChannelEvent[] {
  return parseChannel(readFileSync(path, 'utf8'))
}

import type { ChannelEvent } from '../model/protocol.js'

/** One event a line. A torn last line, and a line that test code scribbled between ours, are dropped. */
export function parseChannel(text: string): ChannelEvent[] {
  const events: ChannelEvent[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('{"')) continue
    try {
      const event = JSON.parse(line) as ChannelEvent
      if (typeof event.ev === 'string') events.push(event)
    } catch {
      // Torn: the process died in the middle of it.
    }
  }
  return events
}

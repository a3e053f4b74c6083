/** A process that holds one of Vitest's threads, and relays between it and the host. */
import { Worker } from 'node:worker_threads'
import { carrier } from './parcel.js'
import type { FromThread, ToThread } from './threads.js'

/** Bytes; Tinypool has two counters of four. */
const COUNTERS = 64

let thread: Worker | undefined
const { post, receive } = carrier((parcel) => say({ type: 'parcel', parcel }))

process.on('message', (told: ToThread) => {
  if (told.type === 'start') start(told)
  else if (told.type === 'terminate') void thread?.terminate().then(() => process.exit(0))
  else {
    const received = receive(told.parcel)
    if (received) thread?.postMessage(withMemory(received.message), received.transfer)
  }
})
// The host is gone.
process.on('disconnect', () => process.exit(1))

function start({ entry, options }: Extract<ToThread, { type: 'start' }>): void {
  thread = new Worker(entry, options)
  thread.on('message', post)
  thread.on('error', (error) => say({ type: 'error', error }))
  thread.on('exit', (code) => process.exit(code))
}

function say(message: FromThread): void {
  try {
    process.send?.(message)
  } catch (error) {
    process.send?.({ type: 'error', error: new Error(String(error)) } satisfies FromThread)
  }
}

/** See `withoutMemory`. */
function withMemory(message: object): object {
  if (!('sharedBuffer' in message)) return message
  return { ...message, sharedBuffer: new Int32Array(new SharedArrayBuffer(COUNTERS)) }
}

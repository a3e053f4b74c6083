import { MessageChannel, MessagePort } from 'node:worker_threads'

/** A message between a host and a thread in another process; ports cannot be sent there, so they go by number. */
export interface Parcel {
  /** Where it goes: 0 is the thread itself. */
  readonly to: number
  /** Undefined: the port was closed. */
  readonly message?: Message
  /** The number of a port that was in it, at the top (`port`) or in its task (`task.port`). */
  readonly port?: number
}

export type Message = Record<string, unknown> & {
  readonly port?: unknown
  readonly task?: Record<string, unknown> & { readonly port?: unknown }
}

/** One end of the way between two processes. */
export interface Carrier {
  /** Hands over what a parcel brought, unless it is for the thread itself: that is returned. */
  readonly receive: (parcel: Parcel) => { message: Message; transfer: MessagePort[] } | undefined
  readonly post: (message: unknown) => void
}

/** Carries messages, and what is said through the ports in them, over `send`. Only one end may post ports. */
export function carrier(send: (parcel: Parcel) => void): Carrier {
  const ports = new Map<number, MessagePort>()
  let last = 0

  const connect = (id: number, port: MessagePort): void => {
    ports.set(id, port)
    port.on('message', (message: unknown) => pack(id, message))
    port.on('close', () => {
      if (ports.delete(id)) send({ to: id })
    })
  }
  const pack = (to: number, given: unknown): void => {
    const message = given as Message
    const port = message.port ?? message.task?.port
    if (port instanceof MessagePort) {
      last += 1
      connect(last, port)
      send({ to, message: withPort(message, undefined), port: last })
    } else send({ to, message })
  }
  const unpack = ({
    message = {},
    port,
  }: Parcel): { message: Message; transfer: MessagePort[] } => {
    if (port === undefined) return { message, transfer: [] }
    const { port1, port2 } = new MessageChannel()
    connect(port, port1)
    return { message: withPort(message, port2), transfer: [port2] }
  }
  return {
    post: (message) => pack(0, message),
    receive: (parcel) => {
      if (parcel.to === 0) return unpack(parcel)
      const port = ports.get(parcel.to)
      if (parcel.message === undefined) {
        ports.delete(parcel.to)
        port?.close()
      } else if (port) {
        const { message, transfer } = unpack(parcel)
        port.postMessage(message, transfer)
      }
      return undefined
    },
  }
}

function withPort(message: Message, port: MessagePort | undefined): Message {
  return message.task && 'port' in message.task
    ? { ...message, task: { ...message.task, port } }
    : { ...message, port }
}

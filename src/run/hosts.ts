import { LeakcheckError } from '../errors.js'
import type { Command, HostStart } from '../adapters/adapter.js'
import { startHost, type Host } from './host.js'
import type { Session } from './session.js'

export interface Hosts {
  /** Gives `work` a host of its own for as long as it takes. */
  use<T>(start: HostStart, work: (host: Host) => Promise<T>): Promise<T>
  /** From now on no two hosts are up at the same time. */
  oneAtATime(): void
  /** How many were started. */
  started(): number
  close(): Promise<void>
}

/**
 * Warm and forking hosts are kept and lent out one request at a time, a new one started when none is idle; a cold
 * host is started for one run and closed after it. How many are in use at once is up to the callers.
 */
export function openHosts(
  command: (start: HostStart) => Command,
  session: Session,
  signal: AbortSignal,
): Hosts {
  const idle: { host: Host; key: string }[] = []
  const all = new Set<Host>()
  let count = 0
  let turn: Promise<unknown> | undefined

  const start = async (what: HostStart): Promise<Host> => {
    if (signal.aborted) throw new LeakcheckError('interrupted', 'interrupted')
    count += 1
    const host = await startHost(command(what), session, signal)
    all.add(host)
    return host
  }
  const discard = async (host: Host): Promise<void> => {
    all.delete(host)
    await host.close()
  }

  const lend = async <T>(what: HostStart, work: (host: Host) => Promise<T>): Promise<T> => {
    if (what.kind === 'cold') {
      if (turn) await Promise.all(idle.splice(0).map(({ host }) => discard(host)))
      const host = await start(what)
      return work(host).finally(() => discard(host))
    }
    // A host may know only the files that it was started with.
    const key = JSON.stringify([what.kind, what.files])
    const index = idle.findLastIndex((each) => each.key === key)
    const [waiting] = index === -1 ? [] : idle.splice(index, 1)
    const lent = waiting?.host ?? (await start(what))
    try {
      return await work(lent)
    } finally {
      if (lent.isAlive()) idle.push({ host: lent, key })
      else all.delete(lent)
    }
  }

  return {
    use(what, work) {
      if (!turn) return lend(what, work)
      const mine = turn.then(() => lend(what, work))
      turn = mine.catch(() => undefined)
      return mine
    },
    oneAtATime() {
      turn ??= Promise.resolve()
    },
    started: () => count,
    async close() {
      await Promise.all([...all].map(discard))
    },
  }
}

import { LeakcheckError } from '../errors.js'
import type { HostKind } from '../model/run.js'
import { startHost, type Host, type HostCommand } from './host.js'
import type { Session } from './session.js'

export interface Hosts {
  /** Gives `work` a host of its own for as long as it takes. */
  use<T>(kind: HostKind, work: (host: Host) => Promise<T>): Promise<T>
  /** From now on no two hosts are up at the same time. */
  oneAtATime(): void
  /** How many were started. */
  started(): number
  close(): Promise<void>
}

/**
 * Warm hosts are kept and lent out one run at a time, a new one started when none is idle; a cold host is
 * started for one run and closed after it. How many are in use at once is up to the callers.
 */
export function openHosts(command: HostCommand, session: Session, signal: AbortSignal): Hosts {
  const idle: Host[] = []
  const all = new Set<Host>()
  let count = 0
  let turn: Promise<unknown> | undefined

  const start = async (): Promise<Host> => {
    if (signal.aborted) throw new LeakcheckError('interrupted', 'interrupted')
    count += 1
    const host = await startHost(command, session, signal)
    all.add(host)
    return host
  }
  const discard = async (host: Host): Promise<void> => {
    all.delete(host)
    await host.close()
  }

  const lend = async <T>(kind: HostKind, work: (host: Host) => Promise<T>): Promise<T> => {
    if (kind === 'cold') {
      if (turn) await Promise.all(idle.splice(0).map(discard))
      const host = await start()
      return work(host).finally(() => discard(host))
    }
    const lent = idle.pop() ?? (await start())
    try {
      return await work(lent)
    } finally {
      if (lent.isAlive()) idle.push(lent)
      else all.delete(lent)
    }
  }

  return {
    use(kind, work) {
      if (!turn) return lend(kind, work)
      const mine = turn.then(() => lend(kind, work))
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

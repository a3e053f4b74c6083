import type { HostKind } from '../model/run.js'
import { startHost, type Host, type HostCommand } from './host.js'
import type { Session } from './session.js'

export interface Hosts {
  /** Gives `work` a host of its own for as long as it takes. */
  use<T>(kind: HostKind, work: (host: Host) => Promise<T>): Promise<T>
  /** How many were started. */
  started(): number
  close(): Promise<void>
  kill(): void
}

/**
 * Warm hosts are kept and lent out one run at a time, a new one started when none is idle; a cold host is
 * started for one run and closed after it. How many are in use at once is up to the callers.
 */
export function openHosts(command: HostCommand, session: Session): Hosts {
  const idle: Host[] = []
  const all = new Set<Host>()
  let count = 0

  const start = async (): Promise<Host> => {
    count += 1
    const host = await startHost(command, session.mark, (group) => session.watch(group))
    all.add(host)
    return host
  }
  const discard = async (host: Host): Promise<void> => {
    all.delete(host)
    await host.close()
  }

  return {
    async use(kind, work) {
      if (kind === 'cold') {
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
    },
    started: () => count,
    async close() {
      await Promise.all([...all].map(discard))
    },
    kill() {
      for (const host of all) host.kill()
    },
  }
}

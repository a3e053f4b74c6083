import { LeakcheckError } from '../errors.js'
import type { Command, HostStart } from '../adapters/adapter.js'
import type { Folders } from './folders.js'
import { startHost, type Host } from './host.js'
import { HOST_MARK } from './marks.js'
import type { Session } from './session.js'
import { watchStarts } from './watch-starts.js'
import type { Site } from './site.js'
import type { TemporaryFolder } from './temporary-folder.js'
import type { PrivateCopy } from './tree/private-copy.js'

/** A host, and the copy of the project in which it runs; without one, in the project itself. */
export interface Lent {
  readonly host: Host
  readonly copy?: PrivateCopy
  /** Its own, or that of the site. */
  readonly temporary: TemporaryFolder
}

export interface Hosts {
  /**
   * Gives `work` a host of its own for as long as it takes.
   *
   * @param at the host is started for it there, and leaves it as the work leaves it
   */
  use<T>(start: HostStart, work: (lent: Lent) => Promise<T>, at?: Site): Promise<T>
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
  folders: Folders,
): Hosts {
  const idle: (Lent & { readonly key: string })[] = []
  const all = new Map<Host, Lent>()
  let count = 0
  let turn: Promise<unknown> | undefined
  const starts = watchStarts(signal)

  const start = async (what: HostStart, at?: Site): Promise<Lent> => {
    if (signal.aborted) throw new LeakcheckError('interrupted', 'interrupted')
    const copy = at ? at.copy : await folders.take()
    const temporary = at?.temporary ?? session.temporaryFolder()
    const hostOf = (some: HostStart): Promise<Host> => {
      count += 1
      const place = copy ? { prefix: copy.prefix } : {}
      return startHost(command({ ...some, ...place }), session, signal, temporary.path)
    }
    // With all its files it may start where it does not with some.
    const { files, ...everything } = what
    const control =
      files &&
      (() => hostOf(everything).then((host) => host.close().then(() => void temporary.restore())))
    const host = await starts
      .watched(() => hostOf(what), control)
      .catch((error: unknown) => {
        if (!at) temporary.remove()
        if (copy && !at) folders.giveBack(copy)
        throw error
      })
    const lent = { host, temporary, ...(copy ? { copy } : {}) }
    all.set(host, lent)
    if (!at) copy?.settle()
    // What a site's first host has set up is there for all that follow.
    if (!at || at.marks.length === 0) temporary.settle(Date.now())
    return lent
  }
  const discard = async (lent: Lent, at?: Site): Promise<void> => {
    all.delete(lent.host)
    await lent.host.close(at !== undefined)
    at?.marks.push([HOST_MARK, lent.host.mark])
    if (!at) lent.temporary.remove()
    if (lent.copy && !at) folders.giveBack(lent.copy)
  }
  /** It may have been started before hosts were given copies. */
  const isOfUse = ({ host, copy }: Lent): boolean =>
    host.isAlive() && (copy !== undefined) === folders.arePrivate()

  const lend = async <T>(
    what: HostStart,
    work: (lent: Lent) => Promise<T>,
    at?: Site,
  ): Promise<T> => {
    const useless = idle.filter((each) => !isOfUse(each))
    for (const each of useless) idle.splice(idle.indexOf(each), 1)
    await Promise.all(useless.map((each) => discard(each)))
    if (what.kind === 'cold' || at) {
      if (turn) await Promise.all(idle.splice(0).map((each) => discard(each)))
      const lent = await start(what, at)
      return work(lent).finally(() => discard(lent, at))
    }
    // A host may know only the files that it was started with.
    const key = JSON.stringify([what.kind, what.files])
    const index = idle.findLastIndex((each) => each.key === key)
    const [waiting] = index === -1 ? [] : idle.splice(index, 1)
    const lent = waiting ?? (await start(what))
    try {
      return await work(lent)
    } finally {
      lent.temporary.settle(lent.host.setUpAt())
      const isWhole = [lent.copy?.restore() ?? true, lent.temporary.restore()]
      if (isOfUse(lent) && isWhole.every(Boolean)) idle.push({ ...lent, key })
      else await discard(lent)
    }
  }

  return {
    use(what, work, at) {
      if (!turn) return lend(what, work, at)
      const mine = turn.then(() => lend(what, work, at))
      turn = mine.catch(() => undefined)
      return mine
    },
    oneAtATime() {
      turn ??= Promise.resolve()
    },
    started: () => count,
    async close() {
      await Promise.all([...all.values()].map((each) => discard(each)))
    },
  }
}

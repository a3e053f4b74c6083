import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'

/**
 * A mark that cannot be lost with the environment. Resource limits go from a process to all that it starts, whatever becomes of
 * environments, sessions, process groups and parents. One of them is of no consequence here: how long a process may compute in
 * real-time scheduling. Its soft limit becomes a number of some decades, in microseconds, that nobody else has. Linux only.
 */
const LEAST = 2 ** 51
/** So many hosts of one session have numbers of their own; beyond that they have those of hosts long gone. */
const HOSTS = 4_096
/** Hex digits of a session's name: with the hosts, still below the largest whole number that is exact. */
const DIGITS = 9

/** From the least to the most, both included. */
export interface LimitMark {
  readonly least: number
  readonly most: number
}

/**
 * The limits that a mark stands for: of a session (its name begins with a UUID), all of its hosts; of a host (`…-h3`), its own.
 */
export function limitOf(mark: string): LimitMark {
  const digits = mark.replaceAll('-', '').slice(0, DIGITS)
  const session = LEAST + Number.parseInt(digits, 16) * HOSTS
  const host = /-h(\d+)$/.exec(mark)?.[1]
  if (host === undefined) return { least: session, most: session + HOSTS - 1 }
  const own = session + (Number(host) % HOSTS)
  return { least: own, most: own }
}

/** Marks a process, and all that it will start. Where there is no `prlimit`, only environments are marked. */
export async function markByLimit(pid: number, mark: string): Promise<void> {
  if (process.platform !== 'linux') return
  const limit = `--rttime=${String(limitOf(mark).least)}:`
  await promisify(execFile)('prlimit', ['--pid', String(pid), limit]).catch(() => undefined)
}

export function hasLimit(pid: number, { least, most }: LimitMark): boolean {
  try {
    const limits = readFileSync(`/proc/${String(pid)}/limits`, 'latin1')
    const soft = Number(/^Max realtime timeout +(\d+)/m.exec(limits)?.[1])
    return soft >= least && soft <= most
  } catch {
    return false // gone
  }
}

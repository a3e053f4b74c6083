import { readdirSync, readFileSync } from 'node:fs'
import { hasLimit, limitOf } from './limit-mark.js'
import { HOST_MARK, SESSION_MARK } from './marks.js'

/**
 * Process ids whose environment at start held `name=value`, and those that carry the mark of that session or host as a limit:
 * they may have been started without an environment. Linux only (reads /proc); elsewhere none are found and the process group is
 * all that is killed.
 */
export function findMarked(name: string, value: string): number[] {
  const needle = Buffer.from(`${name}=${value}\0`)
  const limit = name === SESSION_MARK || name === HOST_MARK ? limitOf(value) : undefined
  return numericEntries('/proc').filter(
    (pid) =>
      pid !== process.pid &&
      (inEnvironment(pid, needle) ||
        (limit !== undefined && hasLimit(pid, limit) && !isZombie(pid))),
  )
}

function inEnvironment(pid: number, needle: Buffer): boolean {
  try {
    return readFileSync(`/proc/${String(pid)}/environ`).includes(needle)
  } catch {
    return false // gone, or not ours
  }
}

/** Between two sweeps: what was killed needs a moment to go. In ms. */
const SWEEP_PAUSE = 2
/** A fork bomb can outrun any number of sweeps. */
const MOST_SWEEPS = 200

/**
 * Kills every marked process and what they start meanwhile, and waits until they are gone.
 *
 * @returns how many were killed
 */
export function killMarked(name: string, value: string): number {
  return killAll(() => findMarked(name, value))
}

/**
 * Kills what tests have left running that a host was asked to run: all with its mark but the host, what it has started itself and
 * still holds, and what was there before the first test.
 *
 * @returns how many were killed
 */
export function killStrays(
  { pid: host, mark }: { readonly pid: number; readonly mark: string },
  before: ReadonlySet<number>,
): number {
  return killAll(() =>
    findMarked(HOST_MARK, mark).filter((pid) => !before.has(pid) && !isBelow(pid, host)),
  )
}

function killAll(find: () => readonly number[]): number {
  const killed = new Set<number>()
  // Each sweep may race with a fork: only one that finds nothing is the last.
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const found = find().filter((pid) => !isZombie(pid))
    if (found.length === 0) break
    for (const pid of found) if (kill(pid)) killed.add(pid)
    // Synchronous, since it is the last thing that an exit handler may have to do.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SWEEP_PAUSE)
  }
  return killed.size
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch {
    return false
  }
}

function isZombie(pid: number): boolean {
  return statOf(pid)[0] === 'Z'
}

/** Whether a process is another one, or was started by it, by what it has started, and so on, all of which still run. */
function isBelow(pid: number, top: number): boolean {
  for (let at = pid; at > 1;) {
    if (at === top) return true
    at = Number(statOf(at)[1] ?? 0)
  }
  return false
}

/** State, parent, and so on: what follows the program's name, which may hold anything. Empty: it is gone. */
function statOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}

function kill(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch {
    return false
  }
}

function numericEntries(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

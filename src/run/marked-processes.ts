import { readdirSync, readFileSync } from 'node:fs'

/**
 * Process ids whose environment at start held `name=value`. Linux only (reads /proc); elsewhere none are
 * found and the process group is all that is killed.
 */
export function findMarked(name: string, value: string): number[] {
  const needle = Buffer.from(`${name}=${value}\0`)
  return numericEntries('/proc').filter((pid) => {
    if (pid === process.pid) return false
    try {
      return readFileSync(`/proc/${String(pid)}/environ`).includes(needle)
    } catch {
      return false // gone, or not ours
    }
  })
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
  const killed = new Set<number>()
  // Each sweep may race with a fork: only one that finds nothing is the last.
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const found = findMarked(name, value).filter((pid) => !isZombie(pid))
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
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1')
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'Z'
  } catch {
    return false
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

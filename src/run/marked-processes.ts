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

/**
 * Kills every marked process and what they start meanwhile.
 *
 * @param spare process ids to leave alone
 * @returns how many were killed
 */
export function killMarked(name: string, value: string, spare: readonly number[] = []): number {
  let killed = 0
  // Each sweep may race with a fork: sweep until one finds nothing. Bounded, since a fork bomb can outrun it.
  for (let sweep = 0; sweep < 20; sweep++) {
    const found = findMarked(name, value).filter((pid) => !spare.includes(pid) && !isZombie(pid))
    if (found.length === 0) break
    for (const pid of found) killed += kill(pid) ? 1 : 0
  }
  return killed
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

import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { LeftProcess } from '../model/run.js'
import { findMarked, isAlive } from './marked-processes.js'

/** Enough of a command line to know the program by. */
const LONGEST_COMMAND = 60
/** A socket's state in /proc/net/tcp: it waits for connections. */
const LISTENING = '0A'

/** What carries one of these marks and is still running: only on Linux, elsewhere nothing is known. */
export function leftProcesses(
  marks: readonly (readonly [name: string, value: string])[],
): LeftProcess[] {
  const pids = marks.flatMap(([name, value]) => findMarked(name, value)).filter(isAlive)
  const listening = pids.length > 0 ? listeningSockets() : new Map<string, number>()
  return pids.map((pid) => ({ command: commandOf(pid), ports: portsOf(pid, listening) }))
}

function commandOf(pid: number): string {
  const words = read(`/proc/${String(pid)}/cmdline`).split('\0')
  return words.join(' ').replace(/\s+/g, ' ').trim().slice(0, LONGEST_COMMAND)
}

function portsOf(pid: number, listening: ReadonlyMap<string, number>): number[] {
  const folder = `/proc/${String(pid)}/fd`
  const ports = entriesOf(folder).flatMap((descriptor) => {
    const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`${folder}/${descriptor}`))?.[1]
    return inode === undefined ? [] : (listening.get(inode) ?? [])
  })
  return [...new Set(ports)].sort((a, b) => a - b)
}

/** Inodes of sockets that wait for connections, with their ports. */
function listeningSockets(): Map<string, number> {
  const found = new Map<string, number>()
  for (const file of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of read(file).split('\n').slice(1)) {
      const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
      if (state === LISTENING) found.set(inode, Number.parseInt(local.split(':')[1] ?? '', 16))
    }
  }
  return found
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

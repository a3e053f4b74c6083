import { spawn } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'

/** What a program itself cost, told apart from what it started. Linux. */
export interface OwnCost {
  readonly exitCode: number | null
  readonly wallMs: number
  /** CPU time of the program itself. */
  readonly ownCpuMs: number
  /** The most memory that it held at once, and the most that any one process below it did, in bytes. */
  readonly ownPeak: number
  readonly largestChildPeak: number
}

const EACH_MS = 250
/** Of `/proc/<pid>/stat`; what Linux calls a jiffy is 10 ms for whoever reads it there. */
const TICK_MS = 10

/** Runs a command to its end and looks at its processes meanwhile. */
export async function watchProcess(
  command: readonly [string, ...string[]],
  { cwd, env }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<OwnCost> {
  const [program, ...args] = command
  const startedAt = performance.now()
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: 'ignore' })
  const { pid = 0 } = child
  let own = { cpuMs: 0, peak: 0 }
  let largestChildPeak = 0
  const look = (): void => {
    own = readOwn(pid) ?? own
    for (const each of below(pid))
      largestChildPeak = Math.max(largestChildPeak, readOwn(each)?.peak ?? 0)
  }
  const timer = setInterval(look, EACH_MS)
  const exitCode = await new Promise<number | null>((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  return {
    exitCode,
    wallMs: performance.now() - startedAt,
    ownCpuMs: own.cpuMs,
    ownPeak: own.peak,
    largestChildPeak,
  }
}

/** Its peak outlives the moment; a process that has ended has neither. */
function readOwn(pid: number): { cpuMs: number; peak: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8')
    // The program's name, in brackets, may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [, kilobytes] = /^VmHWM:\s+(\d+)/m.exec(
      readFileSync(`/proc/${String(pid)}/status`, 'utf8'),
    ) ?? [undefined, undefined]
    if (kilobytes === undefined) return undefined
    return {
      cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      peak: Number(kilobytes) * 1024,
    }
  } catch {
    return undefined
  }
}

/** Children, their children, and so on. */
function below(pid: number): number[] {
  const parents = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((each) => /^\d+$/.test(each))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)])
    } catch {
      // Gone meanwhile.
    }
  }
  const found: number[] = []
  const waiting = [pid]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const own = parents.get(at) ?? []
    found.push(...own)
    waiting.push(...own)
  }
  return found
}

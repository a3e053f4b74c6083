import { execa } from 'execa'

/** What a command and all that it waited for cost. */
export interface Cost {
  readonly cpuMs: number
  readonly wallMs: number
}

/** Runs a command to its end under bash's `time`, which counts its children's CPU time too. */
export async function measure(command: readonly string[], cwd: string): Promise<Cost> {
  const { stderr } = await execa(
    'bash',
    ['-c', 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1 </dev/null', 'bash', ...command],
    { cwd, reject: false, env: { CI: '1' } },
  )
  const [user = 0, system = 0, wall = 0] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  return { cpuMs: Math.round((user + system) * 1000), wallMs: Math.round(wall * 1000) }
}

export function plus(a: Cost, b: Cost): Cost {
  return { cpuMs: a.cpuMs + b.cpuMs, wallMs: a.wallMs + b.wallMs }
}

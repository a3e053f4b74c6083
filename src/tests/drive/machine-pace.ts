import { spawnSync } from 'node:child_process'

/** So long it takes on two quiet cores to start Node and load Vitest's API: see {@link machinePace}. */
const REFERENCE_MS = 330
/** Measured so often; the slowest counts, since a limit that is too short fails tests and one that is too long fails none. */
const TIMES = 3

let pace: number | undefined

/** How many times as long as on a quiet machine with two cores things take here and now; at least 1. Measured once in a process. */
function machinePace(): number {
  pace ??= Math.max(1, ...Array.from({ length: TIMES }, () => startAndLoad() / REFERENCE_MS))
  return pace
}

/** What `ms` on a quiet machine are on this one. */
export function atThisPace(ms: number): number {
  return Math.ceil(ms * machinePace())
}

function startAndLoad(): number {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', "await import('vitest/node')"],
    { cwd: import.meta.dirname, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`the machine's pace could not be measured: ${stderr}`)
  return performance.now() - startedAt
}

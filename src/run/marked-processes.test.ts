import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { findMarked, isAlive, killMarked } from './marked-processes.js'

const MARK = 'LEAKCHECK_TEST_MARK'
/** Safety net: each test takes a tenth of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }
/** A wait gives up before its test does, to say what it was for. */
const WAIT = { timeout: 50_000, interval: 10 }
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process in a session of its own; resolves when it runs. It outlives the test, so that only a signal can have ended it. */
async function start(mark: string): Promise<number> {
  const script = `console.log(1); setTimeout(() => {}, ${2 * PATIENT.timeout})`
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  const env = { [MARK]: mark }
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: [...stdio], env })
  children.push(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child.pid ?? 0
}

const died = (pid: number): Promise<void> => expect.poll(() => isAlive(pid), WAIT).toBe(false)

test.runIf(process.platform === 'linux')(
  'killMarked kills a process that carries the mark, even in a session of its own, and no other process',
  PATIENT,
  async () => {
    const mark = randomUUID()
    const [marked, other] = await Promise.all([start(mark), start(`${mark}-1`)])
    expect(findMarked(MARK, mark)).toEqual([marked])
    expect(killMarked(MARK, mark)).toBe(1)
    await died(marked)
    expect(isAlive(other)).toBe(true)
    expect(killMarked(MARK, mark)).toBe(0)
  },
)

test(
  'isAlive is true of this process, and false of one that never was or has been killed',
  PATIENT,
  async () => {
    expect(isAlive(process.pid)).toBe(true)
    expect(isAlive(2 ** 30)).toBe(false)
    const pid = await start(randomUUID())
    process.kill(pid, 'SIGKILL')
    await died(pid)
  },
)

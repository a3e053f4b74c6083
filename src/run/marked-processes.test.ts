import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { findMarked, isAlive, killMarked } from './marked-processes.js'

const MARK = 'LEAKCHECK_TEST_MARK'
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process of its own session that lives for a minute; resolves when it runs. */
async function start(mark: string): Promise<number> {
  const script = 'console.log(1); setTimeout(() => {}, 60_000)'
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  const env = { [MARK]: mark }
  const child = spawn(process.execPath, ['-e', script], { detached: true, stdio: [...stdio], env })
  children.push(child)
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return child.pid ?? 0
}

const died = (pid: number): Promise<void> =>
  expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false)

test.runIf(process.platform === 'linux')(
  'a process is found and killed by its mark, in its own session or not, and no other',
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

test('what never was or has ended is not alive; this process is', async () => {
  expect(isAlive(process.pid)).toBe(true)
  expect(isAlive(2 ** 30)).toBe(false)
  const pid = await start(randomUUID())
  process.kill(pid, 'SIGKILL')
  await died(pid)
})

import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { limitOf, markByLimit } from './limit-mark.js'
import { findMarked, isAlive, killMarked, killStrays } from './marked-processes.js'
import { HOST_MARK, SESSION_MARK } from './marks.js'

const isMarkable = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0
/** Safety net: takes a tenth of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }
const WAIT = { timeout: 50_000, interval: 10 }

const started: ChildProcess[] = []
const sessions: string[] = []
afterEach(() => {
  for (const session of sessions.splice(0)) killMarked(SESSION_MARK, session)
  for (const child of started.splice(0)) child.kill('SIGKILL')
})

/** A host that, told to, sends away a process with no environment, in a session of its own, whose parent has ended. */
async function host(): Promise<{ pid: number; mark: string; session: string; tell: () => void }> {
  const session = randomUUID()
  sessions.push(session)
  const mark = `${session}-h3`
  const away = `read line; env -i setsid sh -c 'sleep 600 & exit'; read line`
  const child = spawn('sh', ['-c', away], { stdio: ['pipe', 'ignore', 'ignore'], env: { PATH: process.env.PATH } }) // prettier-ignore
  started.push(child)
  const pid = child.pid ?? 0
  await markByLimit(pid, mark)
  return { pid, mark, session, tell: () => void child.stdin.write('\n') }
}

test('hosts of a session have marks of their own, which are among those of their session and of no other', () => {
  const [one, other] = [randomUUID(), randomUUID()]
  const session = limitOf(one)
  const hosts = [limitOf(`${one}-h1`), limitOf(`${one}-h2`), limitOf(`${one}-h4097`)]
  for (const { least, most } of hosts) {
    expect(least).toBe(most)
    expect(least).toBeGreaterThanOrEqual(session.least)
    expect(most).toBeLessThanOrEqual(session.most)
    expect(Number.isSafeInteger(most)).toBe(true)
  }
  expect(hosts[0]).not.toEqual(hosts[1])
  const { least } = limitOf(`${other}-h1`)
  expect(least < session.least || least > session.most).toBe(true)
})

test.runIf(isMarkable)(
  'a process without an environment, a parent or its session is found by the limit of its host, and killed',
  PATIENT,
  async () => {
    const { pid, mark, session, tell } = await host()
    const before = new Set(findMarked(HOST_MARK, mark))
    expect([...before]).toEqual([pid])
    tell()
    const strays = (): number[] => findMarked(HOST_MARK, mark).filter((each) => each !== pid)
    await expect.poll(() => strays().length, WAIT).toBeGreaterThan(0)
    // Until the shell that started it has gone, it belongs to the host.
    await expect.poll(() => killStrays({ pid, mark }, before), WAIT).toBeGreaterThan(0)
    expect(strays()).toEqual([])
    expect(isAlive(pid)).toBe(true)
    expect(killMarked(SESSION_MARK, session)).toBe(1)
    await expect.poll(() => isAlive(pid), WAIT).toBe(false)
  },
)

test.runIf(isMarkable)(
  'what was there before, what the host still holds, and what other hosts have started is left alone',
  PATIENT,
  async () => {
    const [one, other] = [await host(), await host()]
    const child = spawn('sh', ['-c', 'env -i sleep 600 & wait'], { stdio: 'ignore' })
    started.push(child)
    await markByLimit(child.pid ?? 0, one.mark)
    // Its sleeper is below it, and it is the host here.
    expect(killStrays({ pid: child.pid ?? 0, mark: one.mark }, new Set([one.pid]))).toBe(0)
    expect([one.pid, other.pid, child.pid ?? 0].map(isAlive)).toEqual([true, true, true])
    expect(findMarked(HOST_MARK, other.mark)).toEqual([other.pid])
  },
)

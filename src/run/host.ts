import { execaNode } from 'execa'
import { fileURLToPath } from 'node:url'
import { LeakcheckError } from '../errors.js'
import type { HostMessage, HostRequest } from '../model/protocol.js'
import { isAlive } from './marked-processes.js'
import { SESSION_MARK } from './marks.js'
import { outputTail, type OutputTail } from './output-tail.js'
import type { Session } from './session.js'

/** How long a host may take to say `ready`, and how long to close its servers before it is killed. */
const START_MS = 120_000
const CLOSE_MS = 10_000

/** A started runner. It serves one run at a time. */
export interface Host {
  readonly pid: number
  readonly ready: Extract<HostMessage, { type: 'ready' }>
  readonly output: OutputTail
  /** Resolves with the host's answer, or undefined when the host ended instead. */
  ask(
    request: Extract<HostRequest, { type: 'run' }>,
  ): Promise<Extract<HostMessage, { type: 'done' }> | undefined>
  /** Lets the runner tear down what it set up. */
  close(): Promise<void>
  /** Kills the host and its process group. */
  kill(): void
  isAlive(): boolean
}

export interface HostCommand {
  readonly script: URL
  readonly argument: string
  readonly cwd: string
}

/**
 * Starts a host and waits until it is ready.
 *
 * @throws LeakcheckError when the runner does not start
 */
export async function startHost(
  command: HostCommand,
  session: Pick<Session, 'mark' | 'temporary' | 'watch'>,
  signal: AbortSignal,
): Promise<Host> {
  const child = execaNode(fileURLToPath(command.script), [command.argument], {
    cwd: command.cwd,
    env: { [SESSION_MARK]: session.mark, TMPDIR: session.temporary },
    // A group of its own, so that all of it can be killed at once.
    detached: true,
    cleanup: false,
    nodeOptions: [],
    stdin: 'ignore',
    buffer: false,
    reject: false,
    serialization: 'json',
  })
  const pid = child.pid
  const output = outputTail()
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk))
  const exited = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const waiting = new Map<number, (message: Extract<HostMessage, { type: 'done' }>) => void>()
  const kill = (): void => {
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
  // An interrupted run has no use for what the host would tear down.
  signal.addEventListener('abort', kill, { once: true })
  void exited.then(() => signal.removeEventListener('abort', kill))
  const first = new Promise<HostMessage | undefined>((resolve) => {
    child.on('message', (message) => {
      const said = message as unknown as HostMessage
      if (said.type === 'done') waiting.get(said.id)?.(said)
      else resolve(said)
    })
    void exited.then(() => resolve(undefined))
    setTimeout(() => resolve(undefined), START_MS).unref()
  })
  if (pid !== undefined) session.watch(pid)

  const answer = await first
  if (answer?.type !== 'ready' || pid === undefined) {
    kill()
    if (answer?.type === 'failed')
      throw new LeakcheckError(answer.code, answer.message, answer.hint)
    const said = output.text().trim().split('\n').at(-1)
    throw new LeakcheckError(
      'host-did-not-start',
      `the test runner's host did not start${said ? `: ${said}` : ''}`,
    )
  }
  return {
    pid,
    ready: answer,
    output,
    ask(request) {
      const done = new Promise<Extract<HostMessage, { type: 'done' }>>((resolve) =>
        waiting.set(request.id, resolve),
      )
      child.send(request, () => undefined)
      return Promise.race([done, exited.then(() => undefined)]).finally(() =>
        waiting.delete(request.id),
      )
    },
    async close() {
      if (child.connected) child.send({ type: 'close' } satisfies HostRequest, () => undefined)
      const timer = setTimeout(kill, CLOSE_MS)
      await exited
      clearTimeout(timer)
      // What the runner's own tear-down left in the host's group.
      kill()
    },
    kill,
    isAlive: () => child.exitCode === null && child.signalCode === null && isAlive(pid),
  }
}

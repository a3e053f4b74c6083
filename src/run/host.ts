import type { ChildProcess } from 'node:child_process'
import type { Command } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'
import type { HostMessage, HostRequest } from '../model/protocol.js'
import { markByLimit } from './limit-mark.js'
import { findMarked, isAlive, killMarked, killStrays } from './marked-processes.js'
import { didNotStart } from './did-not-start.js'
import { HOST_MARK } from './marks.js'
import { outputTail, type OutputTail } from './output-tail.js'
import type { Session } from './session.js'
import { startChild } from './start-child.js'

/** How long a host may take to say `ready`, and how long to close its servers before it is killed. */
const START_MS = 120_000
const CLOSE_MS = 10_000

/** A started runner. It serves one request at a time. */
export interface Host {
  readonly pid: number
  /** Carried by all that it starts. */
  readonly mark: string
  /** See `NewHost` in session.ts. */
  readonly slot: number
  readonly ready: Extract<HostMessage, { type: 'ready' }>
  readonly output: OutputTail
  /** Resolves with the host's answer, or undefined when the host ended instead. */
  ask(
    request: Exclude<HostRequest, { type: 'close' }>,
  ): Promise<Extract<HostMessage, { type: 'done' }> | undefined>
  /**
   * Lets the runner tear down what it set up.
   *
   * @param sparing what tests have left running goes on
   */
  close(sparing?: boolean): Promise<void>
  /** Kills the host and its process group. */
  kill(): void
  /** Kills what its tests have left running, now that none of them runs. */
  killStrays(): void
  isAlive(): boolean
  /** When it had set up what all its runs share: ms since 1970. Undefined: it was ready with it, or has not yet. */
  setUpAt(): number | undefined
  /** How it ended, once it has. */
  ended(): Ended | undefined
}

/**
 * Starts a host and waits until it is ready.
 *
 * @param temporary what it and its tests have for a temporary folder: an absolute path
 * @throws LeakcheckError when the runner does not start
 */
export async function startHost(
  command: Command,
  session: Pick<Session, 'mark' | 'watch' | 'newHost'>,
  signal: AbortSignal,
  temporary: string,
): Promise<Host> {
  const own = session.newHost()
  const { mark, slot } = own
  const { child, exited, send, onMessage } = startChild(command, session.mark, own, temporary)
  const pid = child.pid
  const output = outputTail()
  child.stdout?.on('data', (chunk: Buffer) => output.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk))
  const waiting = new Map<number, (message: Extract<HostMessage, { type: 'done' }>) => void>()
  const kill = (): void => {
    if (pid === undefined) return
    try {
      process.kill(-pid, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
    // Clones are in groups of their own, and so are processes that tests have sent away.
    killMarked(HOST_MARK, mark)
  }
  // An interrupted run has no use for what the host would tear down.
  signal.addEventListener('abort', kill, { once: true })
  void exited.then(() => {
    signal.removeEventListener('abort', kill)
    own.free()
  })
  let collecting: string | undefined
  let setUpAt: number | undefined
  const first = new Promise<HostMessage | undefined>((resolve) => {
    onMessage((said) => {
      if (said.type === 'collecting') collecting = said.file
      else if (said.type === 'done') {
        setUpAt = said.setUpAt
        waiting.get(said.id)?.(said)
      } else resolve(said)
    })
    void exited.then(() => resolve(undefined))
    setTimeout(() => resolve(undefined), START_MS).unref()
  })
  if (pid !== undefined) session.watch(pid)

  const marked = pid === undefined ? undefined : markByLimit(pid, mark)
  const answer = await first
  await marked
  if (answer?.type !== 'ready' || pid === undefined) {
    kill()
    if (answer?.type === 'failed')
      throw new LeakcheckError(answer.code, answer.message, answer.hint)
    const why = await exited
    throw didNotStart({ said: why ?? output.text(), collecting, ended: endOf(child), command })
  }
  const before = new Set(findMarked(HOST_MARK, mark))
  return {
    pid,
    mark,
    slot,
    ready: answer,
    output,
    ask(request) {
      const done = new Promise<Extract<HostMessage, { type: 'done' }>>((resolve) =>
        waiting.set(request.id, resolve),
      )
      send(request)
      return Promise.race([done, exited.then(() => undefined)]).finally(() =>
        waiting.delete(request.id),
      )
    },
    async close(sparing = false) {
      send({ type: 'close' })
      const timer = setTimeout(kill, CLOSE_MS)
      await exited
      clearTimeout(timer)
      // What the runner's own tear-down left in the host's group.
      if (!sparing) kill()
    },
    kill,
    killStrays() {
      // What a set-up for all runs has sent away cannot be told from what a test has: it ends with the host.
      if (!answer.projects.some(({ sharedSetup }) => sharedSetup)) killStrays({ pid, mark }, before)
    },
    isAlive: () => child.exitCode === null && child.signalCode === null && isAlive(pid),
    setUpAt: () => setUpAt,
    ended: () => endOf(child),
  }
}

export interface Ended {
  readonly signal?: string
  readonly exitCode?: number
}

function endOf({
  signalCode,
  exitCode,
}: Pick<ChildProcess, 'signalCode' | 'exitCode'>): Ended | undefined {
  if (signalCode !== null) return { signal: signalCode }
  return exitCode === null ? undefined : { exitCode }
}

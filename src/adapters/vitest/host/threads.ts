import { fork, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { syncBuiltinESMExports } from 'node:module'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import workerThreads, { type WorkerOptions } from 'node:worker_threads'
import { carrier, type Parcel } from './parcel.js'
import { runsTests, testProcessEnvironment } from './test-process-environment.js'

/** What the process of a thread says: a parcel, or how the thread ended. */
export type FromThread =
  | { readonly type: 'parcel'; readonly parcel: Parcel }
  | { readonly type: 'error'; readonly error: unknown }

export type ToThread =
  | { readonly type: 'start'; readonly entry: string; readonly options: WorkerOptions }
  | { readonly type: 'parcel'; readonly parcel: Parcel }
  | { readonly type: 'terminate' }

/** How long a thread may take to end when it is told to. */
const TERMINATE_MS = 2_000

const program = fileURLToPath(new URL('thread-process.js', import.meta.url))
const forkProcess = fork

/**
 * Has the threads in which Vitest runs tests live in processes of their own, one each, instead of in this one: a fresh
 * process for each run, which carries its mark, may crash, and can be killed. Must be called before Vitest starts anything.
 */
export function watchThreads(): void {
  const { Worker } = workerThreads
  workerThreads.Worker = new Proxy(Worker, {
    construct: (target, [entry, options]: [string | URL, WorkerOptions?]) =>
      runsTests(entry) ? threadInProcess(String(entry), options ?? {}) : new target(entry, options),
  })
  syncBuiltinESMExports()
}

/** What Vitest and its pool library use of a `Worker`. */
type Thread = EventEmitter & {
  readonly threadId: number | undefined
  readonly stdout: Readable | null
  readonly stderr: Readable | null
  postMessage(message: unknown): void
  terminate(): Promise<number>
  ref(): void
  unref(): void
}

function threadInProcess(
  entry: string,
  { env, stdout, stderr, ...options }: WorkerOptions,
): Thread {
  const child = forkProcess(program, [], {
    env: { ...(typeof env === 'object' ? env : process.env), ...testProcessEnvironment() },
    serialization: 'advanced',
    stdio: ['ignore', stdout ? 'pipe' : 'inherit', stderr ? 'pipe' : 'inherit', 'ipc'],
  })
  const say = (message: ToThread): void => {
    if (child.connected) child.send(message)
  }
  const { post, receive } = carrier((parcel) => say({ type: 'parcel', parcel }))
  const thread = new EventEmitter()
  const { ended, expect } = watch(child, thread)
  child.on('message', (said: FromThread) => {
    const received = said.type === 'parcel' ? receive(said.parcel) : undefined
    if (received) thread.emit('message', received.message)
  })
  say({ type: 'start', entry, options })
  const terminate = async (): Promise<number> => {
    expect()
    say({ type: 'terminate' })
    const late = setTimeout(() => child.kill('SIGKILL'), TERMINATE_MS)
    return ended.finally(() => clearTimeout(late))
  }
  return Object.assign(thread, {
    threadId: child.pid,
    stdout: child.stdout,
    stderr: child.stderr,
    postMessage: (message: unknown) => post(withoutMemory(message)),
    terminate,
    ref: () => undefined,
    unref: () => undefined,
  })
}

/** Says `error`, once, and `exit`, as a thread would; that a process ends is no error once it is expected. */
function watch(
  child: ChildProcess,
  thread: EventEmitter,
): { ended: Promise<number>; expect: () => void } {
  let quiet = false
  const fail = (error: unknown): void => {
    if (!quiet) thread.emit('error', error)
    quiet = true
  }
  // One that nobody listens to must not end this process.
  thread.on('error', () => undefined)
  child.on('error', fail)
  child.on('message', (said: FromThread) => {
    if (said.type === 'error') fail(said.error)
  })
  const ended = new Promise<number>((resolve) => {
    child.on('exit', (code) => {
      fail(new Error('Worker exited unexpectedly'))
      thread.emit('exit', code ?? 1)
      resolve(code ?? 1)
    })
  })
  return { ended, expect: () => (quiet = true) }
}

/** Tinypool counts its messages in shared memory, which only ends within a process; nobody waits for that with `useAtomics` off. */
function withoutMemory(message: unknown): unknown {
  const isFirst = typeof message === 'object' && message !== null && 'sharedBuffer' in message
  return isFirst ? { ...message, sharedBuffer: undefined, useAtomics: false } : message
}

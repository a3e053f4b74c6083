import { execa, execaNode } from 'execa'
import type { ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { Command } from '../adapters/adapter.js'
import type { HostMessage, HostRequest } from '../model/protocol.js'
import { HOST_MARK, SESSION_MARK } from './marks.js'
import type { NewHost } from './session.js'

interface Child {
  readonly child: ChildProcess
  /** Resolves when the process has exited, or could not be started: then with the reason. */
  readonly exited: Promise<string | undefined>
  readonly send: (request: HostRequest) => void
  readonly onMessage: (listener: (message: HostMessage) => void) => void
}

/** Starts a host's process in a group of its own, so that all of it can be killed at once. */
export function startChild(
  command: Command,
  sessionMark: string,
  { mark, env: wishes }: NewHost,
  /** Absolute path of a folder. */
  temporary: string,
): Child {
  const env = { ...wishes, [SESSION_MARK]: sessionMark, [HOST_MARK]: mark, TMPDIR: temporary }
  const common = {
    cwd: command.cwd,
    detached: true,
    cleanup: false,
    buffer: false,
    reject: false,
  } as const
  if ('script' in command) {
    const child = execaNode(fileURLToPath(command.script), [], {
      ...common,
      // Not as an argument: those can be read by everybody on the machine, and may be tokens.
      env: { ...env, LEAKCHECK_SETUP: command.argument },
      nodeOptions: [],
      stdin: 'ignore',
      serialization: 'json',
    })
    return {
      child: child,
      exited: endOf(child),
      send(request) {
        if (child.connected) child.send(request, () => undefined)
      },
      onMessage: (listener) =>
        void child.on('message', (message) => listener(message as unknown as HostMessage)),
    }
  }
  const child = execa(command.program, command.args, {
    ...common,
    env: { ...env, ...command.env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const requests = child.stdio[3] as unknown as Writable | null
  const answers = child.stdio[4] as unknown as Readable | null
  // A host that has died cannot be told anything.
  requests?.on('error', () => undefined)
  return {
    child: child,
    exited: endOf(child),
    send: (request) => void requests?.write(`${JSON.stringify(request)}\n`),
    onMessage: (listener) => {
      if (!answers) return
      createInterface({ input: answers }).on('line', (line) =>
        listener(JSON.parse(line) as HostMessage),
      )
    },
  }
}

type Started = Promise<{ readonly originalMessage?: string; readonly exitCode?: number }> &
  Pick<ChildProcess, 'once'>

/** The exit itself is what counts: what the process left running may hold its output open for much longer. */
function endOf(child: unknown): Promise<string | undefined> {
  const started = child as Started
  return new Promise((resolve) => {
    started.once('exit', () => resolve(undefined))
    void started.then(({ originalMessage, exitCode }) =>
      resolve(exitCode === undefined ? originalMessage : undefined),
    )
  })
}

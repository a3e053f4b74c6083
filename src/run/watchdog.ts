import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export interface Watchdog {
  /** Names a process group to be killed when leakcheck dies; for systems where marks cannot be read. */
  watch(group: number): void
  close(): void
}

/**
 * Starts a process that outlives leakcheck and kills all that leakcheck started when leakcheck dies without
 * having said goodbye, `kill -9` included: it notices by the end of its stdin.
 */
export function startWatchdog(session: string, temporary: string): Watchdog {
  // Its own session, so that a Ctrl-C in the terminal does not end it before its work. Bare `spawn`: it must
  // neither be killed with leakcheck nor keep it alive, which is what a process library is there to do.
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./watchdog-process.js', import.meta.url)), session, temporary],
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: {} },
  )
  child.unref()
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  return {
    watch: (group) => void child.stdin.write(`${String(group)}\n`),
    close: () => void child.stdin.end('bye\n'),
  }
}

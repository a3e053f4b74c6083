import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { killMarked } from './marked-processes.js'
import { SESSION_MARK } from './marks.js'
import { startWatchdog } from './watchdog.js'

/** All that one leakcheck starts belongs to one session, and ends with it. */
export interface Session {
  /** The mark that everything started carries in its environment. */
  readonly mark: string
  /**
   * A mark for a new host and all that it starts, and a temporary folder of its own: gone with the session, also when
   * the host is killed.
   */
  newHost(): { readonly mark: string; readonly temporary: string }
  /** See {@link startWatchdog}. */
  watch(group: number): void
  /** For all that the session writes: its real path. */
  readonly folder: string
  /** A fresh folder for one run, its path short: sockets made in it have about 100 characters. */
  runFolder(): { readonly id: number; readonly folder: string; readonly temporary: string }
  /** Kills what is left and removes what was written. */
  close(): void
}

export function openSession(): Session {
  const mark = randomUUID()
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lc-')))
  const watchdog = startWatchdog(mark, folder)
  let runs = 0
  let hosts = 0
  return {
    mark,
    folder,
    newHost() {
      hosts += 1
      const own = join(folder, `h${String(hosts)}`)
      mkdirSync(own, { recursive: true })
      return { mark: `${mark}-h${String(hosts)}`, temporary: own }
    },
    watch: (group) => watchdog.watch(group),
    runFolder() {
      const id = (runs += 1)
      const own = join(folder, String(id))
      const temporary = join(own, 't')
      mkdirSync(temporary, { recursive: true })
      return { id, folder: own, temporary }
    },
    close() {
      killMarked(SESSION_MARK, mark)
      rmSync(folder, { recursive: true, force: true })
      watchdog.close()
    },
  }
}

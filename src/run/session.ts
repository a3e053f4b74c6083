import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SecretNames } from '../model/protocol.js'
import { PLACE_NAME, SECRET_NAME } from '../model/secret-name.js'
import { killMarked } from './marked-processes.js'
import { SESSION_MARK } from './marks.js'
import { makeTemporaryFolder, type TemporaryFolder } from './temporary-folder.js'
import { startWatchdog } from './watchdog.js'

/** All that one leakcheck starts belongs to one session, and ends with it. */
export interface Session {
  /** The mark that everything started carries in its environment. */
  readonly mark: string
  newHost(): NewHost
  /** See {@link startWatchdog}. */
  watch(group: number): void
  /** What test processes must not say. */
  readonly secrets: SecretNames
  /** For all that the session writes: its real path. */
  readonly folder: string
  /** A fresh folder for what leakcheck itself writes about one run. */
  runFolder(): { readonly id: number; readonly folder: string }
  /**
   * A fresh one for a host, or for several that run one after another: what tests take for the machine's own. It goes with the
   * session, also when a host is killed.
   */
  temporaryFolder(): TemporaryFolder
  /** Kills what is left and removes what was written. */
  close(): void
}

/** What a new host gets. */
export interface NewHost {
  /** Carried by all that it starts. */
  readonly mark: string
  /** 1, 2…: the least that no other host has as long as this one is up. */
  readonly slot: number
  /** Environment variables that the user wishes for his tests, with its slot in them. */
  readonly env: Readonly<Record<string, string>>
  /** Once it has ended. */
  free(): void
}

/** Where it stands in a value of `env`, each host puts its own number: of a database, a port, a folder. */
const SLOT = '{slot}'

/** @param known names of variables whose values leakcheck finds in texts by itself */
export function openSession(
  wishes: Readonly<Record<string, string>> = {},
  known: readonly string[] = [],
): Session {
  const mark = randomUUID()
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lc-')))
  const watchdog = startWatchdog(mark, folder)
  let runs = 0
  let hosts = 0
  let temporary = 0
  const taken = new Set<number>()
  return {
    mark,
    secrets: { known, pattern: SECRET_NAME, except: PLACE_NAME },
    folder,
    newHost() {
      hosts += 1
      let slot = 1
      while (taken.has(slot)) slot += 1
      taken.add(slot)
      const env = Object.entries(wishes).map(([name, value]) => [
        name,
        value.replaceAll(SLOT, String(slot)),
      ])
      return {
        mark: `${mark}-h${String(hosts)}`,
        slot,
        env: Object.fromEntries(env) as Record<string, string>,
        free: () => void taken.delete(slot),
      }
    },
    watch: (group) => watchdog.watch(group),
    runFolder() {
      const id = (runs += 1)
      const own = join(folder, String(id))
      mkdirSync(own, { recursive: true })
      return { id, folder: own }
    },
    temporaryFolder: () => makeTemporaryFolder(join(folder, `t${String((temporary += 1))}`)),
    close() {
      killMarked(SESSION_MARK, mark)
      rmSync(folder, { recursive: true, force: true })
      watchdog.close()
    },
  }
}

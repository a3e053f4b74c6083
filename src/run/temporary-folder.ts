import { existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { FileChange } from '../model/run.js'
import { A_FOLDER, changesBetween, takeCensus, type Census } from './tree/census.js'

/**
 * What a host and its tests take for the machine's temporary folder. Runs that follow one another in one host do not meet in it;
 * what the host's global set-up has put there is there for all of them.
 */
export interface TemporaryFolder {
  /** Absolute, and short: sockets made in it have about 100 characters. */
  readonly path: string
  /**
   * What was there at some moment is what each run begins with.
   *
   * @param at ms since 1970; undefined: there was no such moment yet
   */
  settle(at: number | undefined): void
  /** What has changed since; paths begin with `$TMPDIR/`. */
  left(): readonly FileChange[]
  /**
   * Takes away what came since.
   *
   * @param only these, as {@link TemporaryFolder.left} names them, and what is below them; undefined: all
   * @returns false: what was there at the beginning has been changed or removed, and nobody has it any more
   */
  restore(only?: readonly string[]): boolean
  remove(): void
}

const NAME = '$TMPDIR/'
/** Less than it takes a test process to start. */
const TOLERANCE_MS = 5
/** Of a file that has been changed since. */
const UNKNOWN = '?'
const NOTHING: Census = new Map()

/** @param own absolute path of a folder that is made for it, and goes with it: runners may keep caches there */
export function makeTemporaryFolder(own: string): TemporaryFolder {
  const path = join(own, 't')
  mkdirSync(path, { recursive: true })
  const isRunners = (name: string): boolean =>
    RUNNERS.test(name) ||
    (VITESTS.test(name) &&
      ['ssr', 'web', 'client'].some((each) => existsSync(join(path, name, each))))
  let before: Census | undefined = NOTHING
  /** Undefined: there is too much of it. */
  const changes = (): readonly FileChange[] | undefined => {
    const now = before && takeCensus(path, isRunners)
    return before && now && changesBetween(before, now)
  }
  return {
    path,
    settle(at) {
      if (at === undefined || !before) return
      const now = takeCensus(path, isRunners)
      const was = new Map(before)
      for (const [name, state] of now ?? []) {
        if (was.has(name)) continue
        const { birthtimeMs, ctimeMs, isThere } = timesOf(join(path, name))
        if (!isThere || Math.min(birthtimeMs || ctimeMs, ctimeMs) > at + TOLERANCE_MS) continue
        was.set(name, ctimeMs > at + TOLERANCE_MS && state !== A_FOLDER ? UNKNOWN : state)
      }
      before = now && was
    },
    left: () => (changes() ?? []).map((each) => ({ ...each, path: NAME + each.path })),
    restore(only) {
      const found = changes()
      if (!found) return false
      const wanted = found.filter(
        (each) => only?.some((some) => isAtOrBelow(NAME + each.path, some)) ?? true,
      )
      for (const each of wanted)
        if (each.change === 'created')
          rmSync(join(path, each.path), { recursive: true, force: true })
      return wanted.every(({ change }) => change === 'created')
    },
    remove: () => rmSync(dirname(path), { recursive: true, force: true }),
  }
}

/** What runners number or name anew in each process: no test meets what another one has there. */
const RUNNERS = /^(pytest-of-[^/]*|node-compile-cache|v8-compile-cache-\d+)$/
/** Vitest keeps transformed files under a name of nanoid's. */
const VITESTS = /^[\w-]{21}$/

function timesOf(file: string): { birthtimeMs: number; ctimeMs: number; isThere: boolean } {
  const stats = lstatSync(file, { throwIfNoEntry: false })
  return {
    birthtimeMs: stats?.birthtimeMs ?? 0,
    ctimeMs: stats?.ctimeMs ?? 0,
    isThere: stats !== undefined,
  }
}

function isAtOrBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

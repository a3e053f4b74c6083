import { existsSync, lstatSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { readLastReport } from './last-report.js'
import { BISECT_FOLDER } from './model/bisect-folder.js'
import type { Report } from './model/report-document.js'
import type { FoldersState } from './run/folders.js'
import { readNotes } from './run/journal.js'
import { leftOut } from './run/tree/left-out.js'
import { leftSince } from './run/tree/left-since.js'

export interface LeftBehind {
  /** How the last runs were kept apart, and these have to be. */
  readonly folders: FoldersState
  /** What tests have left in the project, and nobody has touched since: relative to its folder. */
  readonly files: readonly string[]
  /** What a leakcheck that was killed may have changed or removed: nobody knows what it was. */
  readonly lost: readonly string[]
  /** Why nothing is known of it, where there is something that cannot be read. */
  readonly notice?: string
}

/** A clock may be a little behind that of a file system. */
const TOLERANCE_MS = 2_000
const NOTHING = { folders: 'own', files: [], lost: [] } as const satisfies LeftBehind

/**
 * What the tests of the last run, and those of the last bisect, have left in the project. A suite that cannot run twice in one
 * folder has had its first time then: those files are no part of the project.
 */
export async function leftBehindIn(outputDir: string, cwd: string): Promise<LeftBehind> {
  const places = [outputDir, join(outputDir, BISECT_FOLDER)]
  const own = [relative(cwd, outputDir)]
  const found = await Promise.all(places.map((place) => leftBy(place, own, cwd)))
  const [latest = NOTHING] = [...found].sort((a, b) => b.endedAt - a.endedAt)
  const notices = found.flatMap(({ notice }) => notice ?? [])
  return {
    // As it was in whichever came last: the suite may have been mended since the other.
    folders: latest.folders,
    files: [...new Set(found.flatMap(({ files }) => files))],
    lost: [...new Set(found.flatMap(({ lost }) => lost))],
    ...(notices[0] === undefined ? {} : { notice: notices[0] }),
  }
}

async function leftBy(
  place: string,
  own: readonly string[],
  cwd: string,
): Promise<LeftBehind & { readonly endedAt: number }> {
  const report = join(place, 'report.json')
  const journal = join(place, 'journal.ndjson')
  // A leakcheck that was killed leaves no report.
  const last = [report, journal].find((file) => existsSync(file))
  if (last === undefined) return { ...NOTHING, endedAt: -Infinity }
  const endedAt = statSync(last).mtimeMs
  try {
    const left =
      last === report
        ? byReport(readLastReport(place), cwd)
        : await byJournal(journal, endedAt, own, cwd)
    return { ...left, endedAt }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const notice = `what tests left in the project last time is not known: ${why}`
    return { ...NOTHING, notice, endedAt }
  }
}

function byReport(last: Report, cwd: string): LeftBehind {
  const { copies = false, left = [] } = last.outside ?? {}
  const endedAt = Date.parse(last.startedAt) + last.cost.wallMs + TOLERANCE_MS
  const files = left.filter(({ path, change }) => {
    const stats = lstatSync(join(cwd, path), { throwIfNoEntry: false })
    return change === 'created' && stats !== undefined && stats.mtimeMs <= endedAt
  })
  return { ...NOTHING, folders: copies ? 'private' : 'own', files: files.map(({ path }) => path) }
}

async function byJournal(
  journal: string,
  endedAt: number,
  own: readonly string[],
  cwd: string,
): Promise<LeftBehind> {
  const { tree, folders = 'own' } = await readNotes(journal)
  if (!tree) return NOTHING
  const left = leftSince(new Map(Object.entries(tree)), {
    root: cwd,
    isLeftOut: leftOut(cwd, own),
    until: endedAt + TOLERANCE_MS,
  })
  const files = left.filter(({ change }) => change === 'created').map(({ path }) => path)
  const lost = left.filter(({ change }) => change !== 'created').map(({ path }) => path)
  // It may have been killed before it had looked.
  const start = folders === 'own' && files.length > 0 ? 'private' : folders
  return { folders: start, files, lost }
}

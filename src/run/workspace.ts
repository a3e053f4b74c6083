import {
  appendFileSync,
  closeSync,
  constants,
  copyFileSync,
  openSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { lock } from 'proper-lockfile'
import writeFileAtomic from 'write-file-atomic'
import { LeakcheckError } from '../errors.js'
import type { Order } from '../model/order.js'
import type { Report } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import { journalLine, type JournalHeader, type JournalNote } from './journal.js'
import { claimFolder, ownFile } from './own-folder.js'
import { toForget } from './history.js'
import { filesOfOneRun, runFolderName, statsOf } from './own-names.js'

/** A lock whose owner was killed is taken over after this long. */
const STALE_MS = 5_000
/** So often the journal is touched: after a `kill -9` its time says until when there were runs. */
const BEAT_MS = 1_000
/** A link that somebody has put there meanwhile is not written through. */
const APPEND = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW

/** `.leakcheck/`: all that leakcheck writes into the user's tree. */
export interface Workspace {
  /** Absolute path. Until this run begins, the journal of the last one. */
  readonly journalFile: string
  /** What its runs rest on: before the first of them. */
  beginJournal(header: JournalHeader): void
  /** Appends what a run showed; on disk when this returns. */
  readonly journal: (record: RunRecord) => void
  /** Appends what the next leakcheck must know if this one is killed. */
  note(note: JournalNote): void
  /** @param path relative to where the result is kept */
  writeOrder(path: string, order: Order): void
  writeReport(report: Report): void
  close(): Promise<void>
}

/**
 * Opens the folder for one run: takes its lock, and moves what the last run left to the history.
 *
 * @param folder absolute path of `.leakcheck/`
 * @param project absolute path of the folder in which leakcheck was started
 * @param beside the name of a folder in it for this result, with a history of its own; undefined: it replaces the last run's
 * @throws LeakcheckError when another leakcheck holds it, or it is not leakcheck's
 */
export async function openWorkspace(
  folder: string,
  project: string,
  beside?: string,
): Promise<Workspace> {
  claimFolder(folder, project)
  const release = await takeLock(folder)
  const own = beside === undefined ? folder : join(folder, beside)
  const journalFile = join(own, 'journal.ndjson')
  let begun = false
  let beat: NodeJS.Timeout | undefined
  // What is refused before it begins, such as a mistyped test, leaves the last result where it was.
  const begin = (): void => {
    if (begun) return
    // No link, whatever has been put there meanwhile.
    ownFile(own, 'journal.ndjson')
    archive(own)
    begun = true
  }
  return {
    journalFile,
    beginJournal(header) {
      begin()
      append(journalFile, JSON.stringify(header))
      beat ??= setInterval(() => touch(journalFile), BEAT_MS).unref()
    },
    note(note) {
      begin()
      append(journalFile, JSON.stringify(note))
    },
    journal(record) {
      begin()
      append(journalFile, journalLine(record))
    },
    writeOrder(path, order) {
      begin()
      writeFileSync(ownFile(own, path), order.map((id) => `${id}\n`).join(''))
    },
    writeReport(report) {
      begin()
      writeFileAtomic.sync(ownFile(own, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
    },
    async close() {
      clearInterval(beat)
      await release().catch(() => undefined)
    },
  }
}

function append(file: string, line: string): void {
  const descriptor = openSync(file, APPEND)
  try {
    appendFileSync(descriptor, `${line}\n`)
  } finally {
    closeSync(descriptor)
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Somebody has removed the folder: what is appended next says so.
  }
}

async function takeLock(folder: string): Promise<() => Promise<void>> {
  try {
    return await lock(folder, {
      lockfilePath: join(folder, 'lock'),
      stale: STALE_MS,
      update: STALE_MS / 5,
      retries: { retries: 6, factor: 1, minTimeout: 1000 },
      // A machine that slept: go on, and let the other one complain.
      onCompromised: () => undefined,
    })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ELOCKED') throw error
    throw new LeakcheckError(
      'locked',
      `another leakcheck is writing to ${basename(folder)}/`,
      'wait for it to end, or give this one a folder of its own with --output-dir',
    )
  }
}

/** File by file, and only those that leakcheck has written: what else lies there stays where it is. */
function archive(folder: string): void {
  const files = filesOfOneRun(folder)
  if (files.length === 0) return
  const run = freeName(join(folder, 'history'), startOf(folder))
  for (const file of files) move(join(folder, file), ownFile(folder, `history/${run}/${file}`))
  removeEmpty(folder, files)
  const history = join(folder, 'history')
  for (const old of toForget(history)) forget(join(history, old))
}

/** When the last run started, as a folder's name that sorts by time. */
function startOf(folder: string): string {
  const now = new Date().toISOString()
  try {
    const { startedAt } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report
    return runFolderName(startedAt) ?? runFolderName(now) ?? ''
  } catch {
    return runFolderName(now) ?? ''
  }
}

function freeName(history: string, name: string): string {
  let free = name
  for (let number = 2; statsOf(join(history, free)); number++) free = `${name}-${String(number)}`
  return free
}

function forget(run: string): void {
  const files = filesOfOneRun(run)
  for (const file of files) rmSync(join(run, file), { force: true })
  removeEmpty(run, files)
  removeFolder(run)
}

/** The folders that held these files, unless something else is in them. */
function removeEmpty(folder: string, files: readonly string[]): void {
  const folders = new Set<string>()
  for (const file of files)
    for (let above = dirname(file); above !== '.'; above = dirname(above)) folders.add(above)
  for (const inner of [...folders].sort().reverse()) removeFolder(join(folder, inner))
}

function removeFolder(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Somebody else's file is in it.
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch {
    // Another device, or a file held open: a copy serves as well.
    copyFileSync(from, to, constants.COPYFILE_EXCL)
    rmSync(from, { force: true })
  }
}

import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
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

/** Earlier runs kept under `.leakcheck/history/`. */
const KEPT_RUNS = 5
/** A lock whose owner was killed is taken over after this long. */
const STALE_MS = 5_000
/** So often the journal is touched: after a `kill -9` its time says until when there were runs. */
const BEAT_MS = 1_000
/** What belongs to one run, and moves to the history when the next one starts. */
const OF_ONE_RUN = ['report.json', 'report.html', 'journal.ndjson', 'orders', 'findings']

/** `.leakcheck/`: all that leakcheck writes into the user's tree. */
export interface Workspace {
  /** Until this run begins, the journal of the last one. */
  readonly journalFile: string
  /** What its runs rest on: before the first of them. */
  beginJournal(header: JournalHeader): void
  /** Appends what a run showed; on disk when this returns. */
  readonly journal: (record: RunRecord) => void
  /** Appends what the next leakcheck must know if this one is killed. */
  note(note: JournalNote): void
  /** @param path relative to `.leakcheck/` */
  writeOrder(path: string, order: Order): void
  writeReport(report: Report): void
  close(): Promise<void>
}

/**
 * Opens the folder for one run: takes its lock, and moves what the last run left to the history.
 *
 * @param folder absolute path of `.leakcheck/`
 * @throws LeakcheckError when another leakcheck holds it
 */
export async function openWorkspace(folder: string): Promise<Workspace> {
  mkdirSync(folder, { recursive: true })
  const ignore = join(folder, '.gitignore')
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n')
  const release = await takeLock(folder)
  const journalFile = join(folder, 'journal.ndjson')
  let begun = false
  let beat: NodeJS.Timeout | undefined
  // What is refused before it begins, such as a mistyped test, leaves the last result where it was.
  const begin = (): void => {
    if (!begun) archive(folder)
    begun = true
  }
  return {
    journalFile,
    beginJournal(header) {
      begin()
      appendFileSync(journalFile, `${JSON.stringify(header)}\n`)
      beat ??= setInterval(() => touch(journalFile), BEAT_MS).unref()
    },
    note(note) {
      appendFileSync(journalFile, `${JSON.stringify(note)}\n`)
    },
    journal(record) {
      begin()
      appendFileSync(journalFile, `${journalLine(record)}\n`)
    },
    writeOrder(path, order) {
      begin()
      const file = join(folder, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, order.map((id) => `${id}\n`).join(''))
    },
    writeReport(report) {
      begin()
      writeFileAtomic.sync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
    },
    async close() {
      clearInterval(beat)
      await release().catch(() => undefined)
    },
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

function archive(folder: string): void {
  const present = OF_ONE_RUN.filter((name) => existsSync(join(folder, name)))
  if (present.length === 0) return
  const history = join(folder, 'history')
  const into = join(history, startOf(folder))
  mkdirSync(into, { recursive: true })
  for (const name of present) move(join(folder, name), join(into, name))
  const runs = readdirSync(history).sort()
  for (const old of runs.slice(0, Math.max(0, runs.length - KEPT_RUNS)))
    rmSync(join(history, old), { recursive: true, force: true })
}

/** When the last run started, as a folder's name that sorts by time. */
function startOf(folder: string): string {
  try {
    const { startedAt } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report
    return startedAt.replaceAll(':', '-')
  } catch {
    return new Date().toISOString().replaceAll(':', '-')
  }
}

function move(from: string, to: string): void {
  try {
    rmSync(to, { recursive: true, force: true })
    renameSync(from, to)
  } catch {
    // Another device, or a file held open: a copy serves as well.
    cpSync(from, to, { recursive: true })
    rmSync(from, { recursive: true, force: true })
  }
}

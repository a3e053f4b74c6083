import { lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs'
import { join } from 'node:path'
import { BISECT_FOLDER } from '../model/bisect-folder.js'

/** Says what leakcheck's own folder is, to whoever looks into it and to the next leakcheck. */
export const MARKER = 'made-by-leakcheck.txt'
export const MARKER_TEXT =
  'leakcheck made this folder. It replaces and deletes what it has written into it: keep nothing of yours here.\n'

/** What may lie in a folder, by the shape of its name: a file, or a folder with such names in it. */
interface Named {
  readonly name: RegExp
  readonly inside?: readonly Named[]
}

const ORDER_FILE: Named = { name: /^[\w-]+\.txt$/ }

/** What one run leaves: this moves to the history, and is deleted there. */
const OF_ONE_RUN: readonly Named[] = [
  { name: /^report\.(json|html)$/ },
  { name: /^journal\.ndjson$/ },
  { name: /^orders$/, inside: [ORDER_FILE] },
  { name: /^findings$/, inside: [{ name: /^L\d+$/, inside: [ORDER_FILE] }] },
]

/** What holds a result, and those before it; `true`: a folder. */
const OF_RESULTS: Readonly<Record<string, boolean>> = {
  'report.json': false,
  'report.html': false,
  'journal.ndjson': false,
  orders: true,
  findings: true,
  history: true,
}

/** What leakcheck makes at the top of its folder. */
const AT_THE_TOP: Readonly<Record<string, boolean>> = {
  [MARKER]: false,
  '.gitignore': false,
  lock: true,
  'last-verdicts.json': false,
  cache: true,
  [BISECT_FOLDER]: true,
  ...OF_RESULTS,
}

/** An entry of the history: when its run started. */
const RUN_FOLDER = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z(-\d+)?$/

/** @returns undefined: no entry of the history can be called so */
export function runFolderName(startedAt: string): string | undefined {
  const time = Date.parse(startedAt)
  const name = Number.isNaN(time) ? '' : new Date(time).toISOString().replaceAll(':', '-')
  return RUN_FOLDER.test(name) ? name : undefined
}

/** Folders of earlier runs in a history, the oldest first. Links and folders of other names are none. */
export function runFolders(history: string): string[] {
  return entriesOf(history)
    .filter((entry) => entry.isDirectory() && RUN_FOLDER.test(entry.name))
    .map(({ name }) => name)
    .sort()
}

/**
 * The files in a folder that a run of leakcheck has written, as far as their names tell, by paths relative to it. What lies beside
 * them under another name, and what is a link, is not among them.
 */
export function filesOfOneRun(folder: string): string[] {
  return filesIn(folder, OF_ONE_RUN).sort()
}

/** The first entry, as a path in the folder, that leakcheck would have made another kind of entry: a link, say. */
export function misshapen(folder: string): string | undefined {
  const below = Object.entries(OF_RESULTS).map(
    ([name, isFolder]) => [join(BISECT_FOLDER, name), isFolder] as const,
  )
  // The folder before what lies in it: nothing is looked at through a link.
  return [...Object.entries(AT_THE_TOP), ...below].find(([name, isFolder]) => {
    const stats = statsOf(join(folder, name))
    return stats && !(isFolder ? stats.isDirectory() : stats.isFile())
  })?.[0]
}

/** Whether nothing lies there but what leakcheck makes. */
export function hasOwnNamesOnly(folder: string): boolean {
  return entriesOf(folder).every(({ name }) => Object.hasOwn(AT_THE_TOP, name))
}

/** Of the entry itself, not of what it may be a link to; undefined: it is not there. */
export function statsOf(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

function filesIn(folder: string, known: readonly Named[]): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const own = known.find(({ name }) => name.test(entry.name))
    if (!own) return []
    if (!own.inside) return entry.isFile() ? [entry.name] : []
    if (!entry.isDirectory()) return []
    return filesIn(join(folder, entry.name), own.inside).map((file) => `${entry.name}/${file}`)
  })
}

/** Folders only: what a link leads to is not looked at. */
function entriesOf(folder: string): Dirent[] {
  return statsOf(folder)?.isDirectory() ? readdirSync(folder, { withFileTypes: true }) : []
}

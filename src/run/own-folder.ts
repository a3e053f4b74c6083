import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { LeakcheckError } from '../errors.js'
import { BISECT_FOLDER } from '../model/bisect-folder.js'
import { hasOwnNamesOnly, MARKER, MARKER_TEXT, misshapen, statsOf } from './own-names.js'

/** So much of a file is read to see whether leakcheck wrote it. */
const HEAD = 65_536
const NAME_ANOTHER = 'name a new or empty folder with --output-dir: leakcheck deletes in it'

/**
 * Makes leakcheck's own folder and marks it, or sees that it did so before. Until this returns, nothing in it is written, moved or
 * deleted.
 *
 * @param folder absolute path
 * @param project absolute path of the folder in which leakcheck was started
 * @throws LeakcheckError when it belongs to somebody else, or the way to it is a link
 */
export function claimFolder(folder: string, project: string): void {
  const shown = relative(project, folder) || '.'
  if (isWithin(project, folder)) {
    const message = `the project itself is in ${shown}: leakcheck needs a folder of its own`
    throw new LeakcheckError('folder-not-own', message, NAME_ANOTHER)
  }
  refuseLinks(folder, project)
  const stats = statsOf(folder)
  if (stats && !stats.isDirectory()) {
    const hint = 'a file is in the way; --output-dir names another folder'
    throw new LeakcheckError('folder-not-own', `${shown} is a file`, hint)
  }
  if (!stats || readdirSync(folder).length === 0) make(folder)
  else if (!isMarked(folder)) adopt(folder, shown)
  const odd = misshapen(folder)
  if (odd !== undefined) throw notOurs(join(shown, odd))
  const ignore = join(folder, '.gitignore')
  if (!statsOf(ignore)) writeFileSync(ignore, '*\n')
}

function notOurs(shown: string): LeakcheckError {
  const message = `${shown} is a link, or something else that leakcheck did not make`
  return new LeakcheckError('folder-not-own', message, `remove it, or ${NAME_ANOTHER}`)
}

/**
 * The place of a file in leakcheck's own folder, with the folders above it made.
 *
 * @param path relative to the folder, '/'-separated
 * @throws LeakcheckError when a link, or what is no folder, is on the way, or no file is in its place
 */
export function ownFile(folder: string, path: string): string {
  const parts = path.split('/')
  let at = folder
  for (const [index, part] of ['', ...parts].entries()) {
    if (part === '.' || part === '..') throw new LeakcheckError('internal', `no name: ${path}`)
    at = join(at, part)
    const stats = statsOf(at)
    const isFile = index === parts.length
    if (stats && (isFile ? stats.isFile() : stats.isDirectory())) continue
    if (stats) throw notOurs(join(basename(folder), ...parts.slice(0, index)))
    if (!isFile) mkdirSync(at)
  }
  return at
}

/** Whether `path` is `folder`, or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way))
}

function make(folder: string): void {
  mkdirSync(folder, { recursive: true })
  mark(folder)
}

function mark(folder: string): void {
  writeFileSync(join(folder, MARKER), MARKER_TEXT)
}

/** An empty one is being written by another leakcheck. */
function isMarked(folder: string): boolean {
  const file = join(folder, MARKER)
  return statsOf(file)?.isFile() === true && ['', MARKER_TEXT].includes(textOf(file))
}

/**
 * A folder that earlier versions made, or of which a cache has kept a part, has no mark: it is leakcheck's if all names in it are,
 * and a file in it is. See docs/decisions.md.
 */
function adopt(folder: string, shown: string): void {
  const ignore = join(folder, '.gitignore')
  const isOurs =
    hasOwnNamesOnly(folder) &&
    misshapen(folder) === undefined &&
    (statsOf(ignore) === undefined || textOf(ignore) === '*\n') &&
    (basename(folder) === '.leakcheck' || isWrittenByUs(folder))
  if (isOurs) {
    mark(folder)
    return
  }
  const message = `${shown} is not empty, and leakcheck did not make it: it has no ${MARKER}`
  throw new LeakcheckError('folder-not-own', message, NAME_ANOTHER)
}

function isWrittenByUs(folder: string): boolean {
  return [folder, join(folder, BISECT_FOLDER)].some((each) =>
    WRITTEN_BY_US.some((wrote) => wrote(each)),
  )
}

const WRITTEN_BY_US: readonly ((folder: string) => boolean)[] = [
  (folder) => /"tool": \{\s*"name": "leakcheck"/.test(textOf(join(folder, 'report.json'))),
  (folder) => textOf(join(folder, 'journal.ndjson')).startsWith('{"journal":1,'),
  (folder) => textOf(join(folder, 'cache/passed-alone.json')).startsWith('{"passedAlone":1,'),
]

/** What is a link inside the project may have come with it: from there on the path is not what it seems. */
function refuseLinks(folder: string, project: string): void {
  const inside = isWithin(folder, project)
  const from = inside ? relative(project, folder).split(sep) : ['']
  let at = inside ? project : folder
  for (const part of from) {
    at = join(at, part)
    if (statsOf(at)?.isSymbolicLink() !== true) continue
    const message = `${relative(project, at)} is a link: leakcheck writes through none`
    const hint = 'name the folder that is meant with --output-dir'
    throw new LeakcheckError('folder-not-own', message, hint)
  }
}

function textOf(file: string): string {
  if (statsOf(file)?.isFile() !== true) return ''
  return readFileSync(file, 'utf8').slice(0, HEAD)
}

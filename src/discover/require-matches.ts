import { existsSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { LeakcheckError } from '../errors.js'
import { liesIn } from './lies-in.js'
import { nearestTo } from './nearest-to.js'
import { matcherOf } from './select-files.js'

const SHOWN = 3

/**
 * Every path has to mean something, as for a runner: one that is misspelt must not be left out because another one is not.
 *
 * @param paths as on the command line, relative to `cwd`
 * @param files absolute paths of all test files
 * @param left absolute paths of folders whose tests are known and left out, which is said
 * @throws LeakcheckError with exit code 4
 */
export function requireFiles(
  paths: readonly string[],
  cwd: string,
  files: readonly string[],
  left: readonly string[],
): void {
  const unknown = paths.filter((path) => {
    const matches = matcherOf(path, cwd)
    return !files.some(matches) && !left.some((folder) => isAbout(resolve(cwd, path), folder))
  })
  const [first] = unknown
  if (first === undefined) return
  throw new LeakcheckError(
    'no-tests',
    `no test file matches ${listed(unknown)}`,
    hintForPath(first, cwd, files),
    4,
  )
}

function isAbout(path: string, folder: string): boolean {
  return liesIn(path, folder) || liesIn(folder, path)
}

function hintForPath(path: string, cwd: string, files: readonly string[]): string {
  if (path.includes('::')) return `one test is named by its id: -t '${path}'`
  if (existsSync(resolve(cwd, path)))
    return 'the runner has no test file there; `leakcheck list` prints all tests'
  const places = new Set<string>()
  for (const file of files) {
    const place = relative(cwd, file).split(sep).join('/')
    for (let at = place; at !== '.' && !places.has(at); at = dirname(at)) places.add(at)
  }
  const typed = path.replace(/\/+$/, '')
  const near = nearestTo(typed, places, (place) => [place, basename(place), stemOf(place)])
  if (near !== undefined) return `did you mean ${near}?`
  return '`leakcheck list` prints all tests'
}

/** `test/cart.test.ts` → `cart` */
function stemOf(place: string): string {
  return basename(place).replace(/^test_|(_test)?\.py$|([._](test|spec))?\.[cm]?[jt]sx?$/g, '')
}

/**
 * The same for ids of tests (`-t`).
 *
 * @param inFiles only some files were looked into
 * @throws LeakcheckError with exit code 4
 */
export function requireTests(
  wanted: readonly string[],
  ids: ReadonlySet<string>,
  inFiles: boolean,
): void {
  const unknown = wanted.filter((id) => !ids.has(id))
  const [first] = unknown
  if (first === undefined) return
  const near = nearestTo(first, ids, (id) => [id, id.split(/ > |::/).at(-1) ?? id])
  const where = inFiles ? ' in the files that are named' : ''
  throw new LeakcheckError(
    'no-such-test',
    `no test${where} has the id ${listed(unknown)}`,
    near === undefined ? '`leakcheck list` prints all ids' : `did you mean '${near}'?`,
    4,
  )
}

function listed(names: readonly string[]): string {
  const more = names.length - SHOWN
  return `${names.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`
}

import { existsSync, lstatSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import * as z from 'zod'
import type { Config } from './config/config.js'
import { LeakcheckError } from './errors.js'
import { readLastReport } from './last-report.js'
import type { Report } from './model/report-document.js'
import type { Suite } from './model/suite.js'
import { ownFile } from './run/own-folder.js'

/** Beside the report, and kept from run to run. */
const FILE = 'last-verdicts.json'

const WORTH_ANOTHER_LOOK = [
  ...(['victim', 'brittle', 'masked', 'self-polluting'] as const),
  ...(['flaky', 'broken', 'undecided'] as const),
]

const remembered = z.strictObject({
  id: z.string(),
  project: z.string(),
  /** Relative to where leakcheck is started, with '/'. */
  path: z.string(),
  kind: z.enum(WORTH_ANOTHER_LOOK),
})
const schema = z.strictObject({ schemaVersion: z.literal(1), tests: z.array(remembered) })

/** A test that was not clean when it was last compared. */
export type LastVerdict = z.output<typeof remembered>

type Place = Pick<Config, 'cwd' | 'outputDir'>

/**
 * Every test that was not clean when it was last compared, in whatever run that was; of a leakcheck that kept no such list, those of
 * its last report.
 *
 * @throws LeakcheckError when there was no run, or what it left cannot be read
 */
export function readLastVerdicts(place: Place): readonly LastVerdict[] {
  const path = join(place.outputDir, FILE)
  if (!isThere(path)) return verdictsOf(readLastReport(place.outputDir), place)
  const known = parse(path)
  if (known) return known
  const hint = 'remove it, and run leakcheck without --last-failed'
  throw new LeakcheckError('bad-verdicts', `${path} is not what leakcheck has written`, hint)
}

/**
 * Keeps what a run has found, for the next `--last-failed`: what it has not compared stays as it was, unless it is seen to be gone.
 *
 * @param listed the tests that there are now, before any were left out
 * @returns false: what was there before could not be read, and is lost
 */
export function keepLastVerdicts(report: Report, listed: Suite, config: Config): boolean {
  const path = join(config.outputDir, FILE)
  const before = isThere(path) ? parse(path) : []
  if (isThere(path) && !isPlain(path)) return false
  const compared = new Set(
    report.tests.filter(({ kind }) => kind !== 'not-compared').map(({ id }) => id),
  )
  const isGone = goneFrom(listed, config)
  const tests = [
    ...(before ?? []).filter((each) => !compared.has(each.id) && !isGone(each)),
    ...verdictsOf(report, config),
  ]
  writeFileAtomic.sync(
    ownFile(config.outputDir, FILE),
    `${JSON.stringify({ schemaVersion: 1, tests }, null, 2)}\n`,
  )
  return before !== undefined
}

function verdictsOf({ tests, projects }: Report, { cwd }: Place): readonly LastVerdict[] {
  const roots = new Map(projects.map(({ name, root }) => [name, root]))
  return tests.flatMap(({ id, project, file, kind }) => {
    const path = pathOf(resolve(cwd, roots.get(project) ?? '', file), cwd)
    const read = remembered.safeParse({ id, project, path, kind })
    return read.success ? [read.data] : []
  })
}

function pathOf(file: string, cwd: string): string {
  return relative(cwd, file).split(sep).join('/')
}

/** Whether a test is there no more: its file, or the test in a file that was looked into. */
function goneFrom(
  { tests, projects }: Suite,
  { cwd, paths, tests: named, runnerArgs }: Config,
): (test: LastVerdict) => boolean {
  const ids = new Set(tests.map(({ id }) => id))
  const roots = new Map(projects.map(({ name, root }) => [name, root]))
  const files = new Set(
    tests.map(({ project, file }) => pathOf(resolve(roots.get(project) ?? '', file), cwd)),
  )
  // What a runner was told may leave out tests of any file.
  const inWhole = named.length === 0 && runnerArgs.length === 0
  const everything = inWhole && paths.length === 0
  return ({ id, project, path }) => {
    if (ids.has(id)) return false
    if (!existsSync(resolve(cwd, path))) return true
    return (inWhole && files.has(path)) || (everything && roots.has(project))
  }
}

/** Undefined: it is not what leakcheck has written. */
function parse(path: string): readonly LastVerdict[] | undefined {
  if (!isPlain(path)) return undefined
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).tests
  } catch {
    return undefined
  }
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

/** No link: it could lead anywhere. */
function isPlain(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LeakcheckError } from './errors.js'
import { BISECT_FOLDER } from './model/bisect-folder.js'
import type { Report } from './model/report-document.js'
import { reportSchema } from './model/report-schema.js'
import { firstFault } from './model/schema-fault.js'
import { readText } from './run/read-text.js'

const SCHEMA_VERSION = 1
/** A report has no more than ten levels; a config in it, a few. */
const DEEPEST = 50

/**
 * The report of the last run, or of the last bisect.
 *
 * @param outputDir the folder that it is kept in
 * @throws LeakcheckError when there is none, or it is no report of this version
 */
export function readLastReport(outputDir: string, last: 'run' | 'bisect' = 'run'): Report {
  const file = join(outputDir, 'report.json')
  if (!existsSync(file)) {
    const beside = last === 'run' && existsSync(join(outputDir, BISECT_FOLDER, 'report.json'))
    const hint = beside
      ? `only of a bisect: leakcheck report ${join(basename(outputDir), BISECT_FOLDER)}, leakcheck replay ${BISECT_FOLDER}/L1`
      : `leakcheck ${last} writes one; --output-dir says where it is`
    throw new LeakcheckError('no-report', `there is no report of an earlier ${last} here`, hint)
  }
  return read(file, join(basename(outputDir), 'report.json'))
}

/**
 * The report in a folder that leakcheck wrote, in one that holds such a folder, or in a file.
 *
 * @param shown the same path as the user wrote it
 * @throws LeakcheckError when there is none, or it is no report of this version
 */
export function readReport(path: string, shown: string): Report {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  const places = isFolder
    ? [join(path, 'report.json'), join(path, '.leakcheck', 'report.json')]
    : [path]
  const file = places.find((place) => existsSync(place))
  if (file !== undefined) return read(file, shown)
  const hint = 'name a folder that leakcheck wrote (.leakcheck, --output-dir), or its report.json'
  const what = isFolder ? `no report.json in ${shown}` : `nothing at ${shown}`
  throw new LeakcheckError('no-report', what, hint)
}

function read(file: string, shown: string): Report {
  const report = asJson(textOf(file, shown), shown)
  const version = (report as { schemaVersion?: unknown } | null)?.schemaVersion
  if (typeof version === 'number' && version !== SCHEMA_VERSION) {
    const what = `is of schema version ${String(version)}, and this leakcheck reads ${String(SCHEMA_VERSION)}`
    throw bad(`${shown} ${what}`)
  }
  if (isDeep(report)) throw bad(`${shown} is no report of this leakcheck: it is nested too deeply`)
  const result = reportSchema.safeParse(report)
  // As it is in the file: what this version does not know stays in it.
  if (result.success) return report as Report
  throw bad(`${shown} is no report of this leakcheck: ${firstFault(report, result.error.issues)}`)
}

function bad(message: string, cause?: unknown): LeakcheckError {
  const hint = 'leakcheck run writes a new one'
  return new LeakcheckError('bad-report', message, hint, 2, cause === undefined ? {} : { cause })
}

function textOf(file: string, shown: string): string {
  try {
    return readText(file)
  } catch (cause) {
    throw bad(`${shown} cannot be read: ${(cause as Error).message}`, cause)
  }
}

function asJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw bad(`${shown} is no JSON: it was cut short, or is something else`, cause)
  }
}

/** What writes JSON, and what compares values, calls itself at each level. */
function isDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; depth < DEEPEST; depth++) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? (Object.values(each) as unknown[]) : [],
    )
    if (level.length === 0) return false
  }
  return true
}

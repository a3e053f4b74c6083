import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LeakcheckError } from './errors.js'
import type { Report } from './model/report-document.js'

const SCHEMA_VERSION = 1

/**
 * The report of the last run.
 *
 * @throws LeakcheckError when there is none, or it is no report of this version
 */
export function readLastReport(outputDir: string): Report {
  const file = join(outputDir, 'report.json')
  if (!existsSync(file)) {
    const hint = 'leakcheck run writes one; --output-dir says where it is'
    throw new LeakcheckError('no-report', 'there is no report of an earlier run here', hint)
  }
  return parse(readFileSync(file, 'utf8'), file)
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
  if (file !== undefined) return parse(readFileSync(file, 'utf8'), shown)
  const hint = 'name a folder that leakcheck wrote (.leakcheck, --output-dir), or its report.json'
  const what = isFolder ? `no report.json in ${shown}` : `nothing at ${shown}`
  throw new LeakcheckError('no-report', what, hint)
}

function parse(text: string, shown: string): Report {
  const report = asJson(text, shown)
  const version = report.schemaVersion
  // From outside, whatever the types say.
  if (version === SCHEMA_VERSION && Array.isArray(report.tests) && Array.isArray(report.findings))
    return report as Report
  const what =
    typeof version === 'number' && version !== SCHEMA_VERSION
      ? `is of schema version ${String(version)}, and this leakcheck reads ${String(SCHEMA_VERSION)}`
      : 'is no report of this leakcheck'
  throw new LeakcheckError('bad-report', `${shown} ${what}`, 'leakcheck run writes a new one')
}

function asJson(text: string, shown: string): Record<string, unknown> | Report {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown> | Report
  } catch (cause) {
    const message = `${shown} is no JSON: it was cut short, or is something else`
    const hint = 'leakcheck run writes a new one'
    throw new LeakcheckError('bad-report', message, hint, 2, { cause })
  }
}

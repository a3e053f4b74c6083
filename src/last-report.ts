import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LeakcheckError } from './errors.js'
import type { Report } from './model/report-document.js'

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
  const report = parse(readFileSync(file, 'utf8'))
  // From outside, whatever the types say.
  if ((report?.schemaVersion as number | undefined) === 1 && report) return report
  const hint = 'leakcheck run writes a new one'
  throw new LeakcheckError('bad-report', `${file} is no report of this leakcheck`, hint)
}

function parse(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report
  } catch {
    return undefined
  }
}

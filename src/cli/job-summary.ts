import { appendFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Report } from '../model/report-document.js'
import { reporters } from '../report/index.js'
import type { ReportOptions } from '../report/reporter.js'

// GitHub refuses the whole summary of a step beyond that.
const LIMIT = 1_048_576

/**
 * Adds the report to the summary of a GitHub job, unless a reporter writes that file itself. What cannot be added is no
 * fault of the suite's: a line on stderr, and no other exit code.
 */
export async function writeJobSummary(
  report: Report,
  options: ReportOptions,
  written: readonly string[],
  file = process.env.GITHUB_STEP_SUMMARY ?? '',
): Promise<void> {
  if (file === '' || written.includes(resolve(file))) return
  const markdown = await reporters.markdown()
  const text = markdown(report, options)
  try {
    const { size } = await stat(file).catch(() => ({ size: 0 }))
    if (size + Buffer.byteLength(text) > LIMIT) throw new Error('it is full: GitHub takes 1 MiB')
    await appendFile(file, size === 0 ? text : `\n${text}`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    process.stderr.write(`leakcheck: nothing was added to the job summary: ${reason}\n`)
  }
}

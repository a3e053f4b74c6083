import { resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Config, ReporterChoice } from '../config/config.js'
import { LeakcheckError } from '../errors.js'
import type { Report } from '../model/report-document.js'
import { isReporterName } from '../model/reporter-name.js'
import { fromHere } from './from-here.js'
import { plainPaint, type Paint } from '../report/paint.js'
import type { ReportOptions } from '../report/reporter.js'
import { placeReport } from '../report-place.js'
import { writeJobSummary } from './job-summary.js'
import type { OpenReporter } from './open-reporters.js'
import { pathInRepository } from './path-in-repository.js'
import { printError } from './print-error.js'
import { sourceUrl } from './source-url.js'
import { terminalWidth } from './terminal-width.js'
import { writeText } from './write-text.js'

type Places = Pick<Config, 'cwd' | 'outputDir'>

/**
 * Every chosen reporter's text to its place: stdout in the order chosen, files whole or not at all. One that fails keeps
 * none of the others from being written.
 *
 * @throws LeakcheckError the last thing that went wrong; what else did is on stderr
 */
export async function writeReports(
  report: Report,
  opened: readonly OpenReporter[],
  { config, paint }: { readonly config: Places; readonly paint: Paint },
): Promise<void> {
  const { cwd } = config
  const url = sourceUrl()
  const options: ReportOptions = {
    paint: plainPaint,
    pathInRepository: pathInRepository(cwd),
    ...(url === undefined ? {} : { sourceUrl: url }),
  }
  const columns = terminalWidth(process.stdout)
  const width = columns === undefined ? {} : { width: columns }
  // stdout first: a folder that cannot be written must not hide the result.
  const onStdout = opened.filter(({ choice }) => choice.file === undefined)
  const inFiles = opened.filter(({ choice }) => choice.file !== undefined)
  const faults: LeakcheckError[] = []
  for (const reporter of [...onStdout, ...inFiles]) {
    const { name, file } = reporter.choice
    try {
      const text = await render(
        reporter,
        report,
        file === undefined ? { ...options, paint, ...width } : options,
      )
      if (file === undefined) await writeText(process.stdout, text)
      else await writeReportFile(file, text, config)
      // Who has asked for a page will want to open it; with JSON there is nothing on stderr.
      if (name === 'html' && file !== undefined && !onStdout.some(isJson))
        await writeText(process.stderr, `html report: ${fromHere(resolve(cwd, file))}\n`)
      if (name === 'github' && file === undefined)
        await writeJobSummary(report, options, choices(opened, cwd))
    } catch (error) {
      if (!(error instanceof LeakcheckError)) throw error
      faults.push(error)
    }
  }
  const last = faults.pop()
  for (const fault of faults) printError(fault)
  if (last) throw last
}

function isJson({ choice }: OpenReporter): boolean {
  return choice.name === 'json'
}

/** Files that reports go to, by their whole paths. */
function choices(opened: readonly OpenReporter[], cwd: string): string[] {
  return opened.flatMap(({ choice: { file } }) => (file === undefined ? [] : [resolve(cwd, file)]))
}

async function render(
  opened: OpenReporter,
  report: Report,
  options: ReportOptions,
): Promise<string> {
  if ('fault' in opened) throw opened.fault
  const { choice, render } = opened
  if (isReporterName(choice.name)) return render(report, options)
  // A copy: whatever it does to it, those after it see the report.
  const text = await called(choice, () => render(structuredClone(report), options))
  if (typeof text === 'string') return text
  const message = `the reporter ${choice.name} returned no string, but ${text === null ? 'null' : typeof text}`
  throw new LeakcheckError('reporter-no-text', message, 'return the text, or a promise of it')
}

async function called({ name }: ReporterChoice, render: () => unknown): Promise<unknown> {
  try {
    return await render()
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    const message = `the reporter ${name} failed: ${reason}`
    throw new LeakcheckError('reporter-failed', message, 'LEAKCHECK_DEBUG=1 shows where', 2, {
      cause,
    })
  }
}

async function writeReportFile(shown: string, text: string, config: Places): Promise<void> {
  try {
    await writeFileAtomic(placeReport(resolve(config.cwd, shown), config), text)
  } catch (cause) {
    if (cause instanceof LeakcheckError) throw cause
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    const message = `could not write the report to ${fromHere(resolve(config.cwd, shown))} (${code})`
    const hint = 'the result itself is in report.json, under .leakcheck/ or --output-dir'
    throw new LeakcheckError('report-unwritable', message, hint, 2, { cause })
  }
}

import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { Config } from '../config/config.js'
import { LeakcheckError } from '../errors.js'
import type { Report } from '../model/report-document.js'
import { reporters } from '../report/index.js'
import { plainPaint, type Paint } from '../report/paint.js'
import { pathInRepository } from './path-in-repository.js'
import { writeText } from './write-text.js'

/** Every chosen reporter's text to its place: stdout in the order chosen, files whole or not at all. */
export async function writeReports(report: Report, config: Config, paint: Paint): Promise<void> {
  const options = { paint: plainPaint, pathInRepository: pathInRepository(config.cwd) }
  // stdout first: a folder that cannot be written must not hide the result.
  for (const { name } of config.reporters.filter(({ file }) => file === undefined)) {
    const render = await reporters[name]()
    await writeText(process.stdout, render(report, { ...options, paint }))
  }
  for (const { name, file } of config.reporters) {
    if (file === undefined) continue
    const render = await reporters[name]()
    await writeReportFile(resolve(config.cwd, file), file, render(report, options))
  }
}

async function writeReportFile(path: string, shown: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFileAtomic(path, text)
  } catch (cause) {
    const { code = 'unknown error' } = cause as NodeJS.ErrnoException
    const message = `could not write the report to ${shown} (${code})`
    const hint = 'the result itself is in report.json, under .leakcheck/ or --output-dir'
    throw new LeakcheckError('report-unwritable', message, hint, 2, { cause })
  }
}

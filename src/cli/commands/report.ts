import { relative, resolve } from 'node:path'
import type { ReporterChoice } from '../../config/config.js'
import { placed } from '../../config/placed.js'
import { paintFor } from '../chalk-paint.js'
import { typedPath } from '../from-here.js'
import type { Invocation } from '../invocation.js'
import { tryReporters } from '../open-reporters.js'
import { flagValues, readConfig } from '../read-config.js'
import { writeReports } from '../write-reports.js'

/** `leakcheck report`: an earlier run's report, by any reporter. It renders, it does not judge: 0 when it could. */
export async function report(typed: Invocation): Promise<number> {
  const { reporter, json, ...options } = typed.options
  const [from] = typed.operands
  const { config, color } = await readConfig({ ...typed, options, operands: [] })
  const { readLastReport, readReport } = await import('../../last-report.js')
  const found =
    from === undefined
      ? readLastReport(config.outputDir)
      : readReport(resolve(config.cwd, typedPath(from, config.cwd)), from)
  const flags = flagValues({
    options: {
      ...(reporter === undefined ? {} : { reporter }),
      ...(json === true ? { json } : {}),
    },
    operands: [],
    runnerArgs: [],
  })
  const opened = await tryReporters({
    cwd: config.cwd,
    reporters: chosen(
      (flags.reporters ?? []).map((choice) =>
        placed(choice, relative(config.cwd, config.outputDir)),
      ),
      flags.json ?? false,
    ),
  })
  await writeReports(found, opened, { config, paint: paintFor('stdout', color) })
  return 0
}

/** What was asked for and nothing else: the config's reporters have had their turn when the tests ran. */
function chosen(reporters: readonly ReporterChoice[], json: boolean): readonly ReporterChoice[] {
  const isJson = json || reporters.some(({ name, file }) => name === 'json' && file === undefined)
  if (isJson) return [{ name: 'json' }, ...reporters.filter(({ file }) => file !== undefined)]
  return reporters.length > 0 ? reporters : [{ name: 'terminal' }]
}

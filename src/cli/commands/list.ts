import { relative } from 'node:path'
import { LeakcheckError } from '../../errors.js'
import type { Suite } from '../../model/suite.js'
import { inert } from '../../report/inert.js'
import { jsonText } from '../../report/json-text.js'
import type { Invocation } from '../invocation.js'
import { inSession } from '../session.js'
import { writeText } from '../write-text.js'

/** `leakcheck list`: the test ids, one a line, ready for `-t`. */
export function list(typed: Invocation): Promise<number> {
  const json = typed.options.json === true
  // --json is about this command's output; the reporters of the config have no part in it.
  const { json: _, ...options } = typed.options
  return inSession({ ...typed, options }, { quiet: () => json }, async (session) => {
    const { config, ports, endProgress } = session
    const core = await import('../../list.js')
    const suite = await core.list(config, ports)
    endProgress()
    if (json) await writeText(process.stdout, asJson(suite, config.cwd))
    if (suite.tests.length === 0) {
      throw new LeakcheckError(
        'no-tests',
        'no tests matched',
        'leakcheck list, without paths, shows all',
        4,
      )
    }
    if (!json) await writeText(process.stdout, suite.tests.map(({ id }) => `${id}\n`).join(''))
    if (!json) await writeText(process.stderr, notCoveredText(suite))
    return 0
  })
}

/** The same names as report.json has. */
function asJson({ projects, tests, notCovered }: Suite, cwd: string): string {
  const document = {
    schemaVersion: 1,
    projects: projects.map(({ name, root, runner }) => ({
      name,
      root: relative(cwd, root).replaceAll('\\', '/') || '.',
      runner,
    })),
    tests: tests.map(({ id, project, file, titlePath, ordinal, line, mode }) => ({
      id,
      project,
      file,
      titlePath,
      ordinal,
      line,
      mode,
    })),
    notCovered,
  }
  return jsonText(document)
}

function notCoveredText({ notCovered }: Suite): string {
  return notCovered.map(({ what, why }) => `not covered: ${inert(what)}   ${inert(why)}\n`).join('')
}

import { paintFor } from '../chalk-paint.js'
import { commandLine } from '../command-line.js'
import { initText } from '../init-text.js'
import type { Invocation } from '../invocation.js'
import { flagValues } from '../read-config.js'
import { startFolder } from '../start-folder.js'
import { writeText } from '../write-text.js'

/** `leakcheck init`: write a config that says what was found. Asks nothing, reads no config. */
export async function init(typed: Invocation): Promise<number> {
  const { runner = 'auto', python, color } = flagValues(typed)
  const cwd = startFolder(typed.options.cwd)
  const core = await import('../../init.js')
  const wish = { cwd, runner, ...(python === undefined ? {} : { python }) }
  const result = core.init(wish, process.env)
  // What was named is in the config now.
  const options = { cwd: typed.options.cwd }
  const next = (words: readonly string[]) => commandLine(words, { options, runnerArgs: [] })
  await writeText(process.stdout, initText(result, next, paintFor('stdout', color)))
  return 0
}

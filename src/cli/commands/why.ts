import { jsonText } from '../../report/json-text.js'
import { whyText } from '../../report/why.js'
import { paintFor } from '../chalk-paint.js'
import { commandLine } from '../command-line.js'
import type { Invocation } from '../invocation.js'
import { readConfig } from '../read-config.js'
import { terminalWidth } from '../terminal-width.js'
import { writeText } from '../write-text.js'

/** `leakcheck why`: all that is known of one test. */
export async function why(typed: Invocation): Promise<number> {
  const [target = ''] = typed.operands
  const { json, ...options } = typed.options
  const { config, color } = await readConfig({ ...typed, options, operands: [] })
  const core = await import('../../why.js')
  const found = await core.why(target, config, (words) => commandLine(words, typed))
  const text =
    json === true
      ? jsonText(found)
      : whyText(found, paintFor('stdout', color), terminalWidth(process.stdout))
  await writeText(process.stdout, text)
  return 0
}

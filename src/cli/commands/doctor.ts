import { jsonText } from '../../report/json-text.js'
import { doctorText } from '../doctor-text.js'
import type { Invocation } from '../invocation.js'
import { inSession } from '../session.js'
import { terminalWidth } from '../terminal-width.js'
import { writeText } from '../write-text.js'

/** `leakcheck doctor`: what is here, can leakcheck drive it, and what does a run cost? */
export function doctor(typed: Invocation): Promise<number> {
  // --json is about this command's output; the reporters of the config have no part in it.
  const { json, ...options } = typed.options
  const named = typeof options.config === 'string' ? options.config : undefined
  return inSession({ ...typed, options }, { quiet: () => json === true }, async (session) => {
    const { config, ports, paint, endProgress } = session
    const core = await import('../../doctor.js')
    const result = await core.doctor(config, named, ports)
    endProgress()
    const { exitCode, ...rest } = result
    const text =
      json === true
        ? jsonText({ schemaVersion: 1, ...rest, exitCode })
        : doctorText(result, paint, terminalWidth(process.stdout))
    await writeText(process.stdout, text)
    return exitCode
  })
}

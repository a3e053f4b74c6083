import { doctorText } from '../doctor-text.js'
import type { Invocation } from '../invocation.js'
import { inSession } from '../session.js'
import { writeText } from '../write-text.js'

/** `leakcheck doctor`: can leakcheck drive this project? */
export function doctor(typed: Invocation): Promise<number> {
  return inSession(typed, { quiet: () => false }, async (session) => {
    const { config, ports, paint, endProgress } = session
    const core = await import('../../doctor.js')
    const result = await core.doctor(config, ports)
    endProgress()
    await writeText(process.stdout, doctorText(result, paint))
    return result.exitCode
  })
}

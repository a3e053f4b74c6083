import { typedPath } from '../from-here.js'
import type { Invocation } from '../invocation.js'
import { replayText } from '../replay-text.js'
import { inSession } from '../session.js'
import { terminalWidth } from '../terminal-width.js'
import { writeText } from '../write-text.js'

/** `leakcheck replay`: the exact order again. */
export function replay(typed: Invocation): Promise<number> {
  const [target = ''] = typed.operands
  // The target is no path of tests.
  return inSession({ ...typed, operands: [] }, { quiet: () => false }, async (session) => {
    const { config, ports, paint, endProgress } = session
    const core = await import('../../replay.js')
    const result = await core.replay(typedPath(target, config.cwd), config, ports)
    endProgress()
    const width = terminalWidth(process.stdout)
    await writeText(process.stdout, replayText(target, result, paint, width))
    return result.exitCode
  })
}

import { resolve } from 'node:path'
import { LeakcheckError } from '../../errors.js'
import { describe } from '../completion/describe.js'
import { completionValues, SHELLS } from '../completion/values.js'
import type { Invocation } from '../invocation.js'
import { createProgram } from '../program.js'

/** `leakcheck completion`: a script for the user's shell, which calls `leakcheck complete` with what was typed after `--`. */
export async function completion({ argv, operands, runnerArgs }: Invocation): Promise<number> {
  const [shell] = operands
  const { RootCommand } = await import('@bomb.sh/tab')
  const root = new RootCommand()
  if (argv.includes('--')) {
    const program = createProgram(() => Promise.resolve())
    describe(root, program, completionValues(resolve('.leakcheck')))
    root.parse([...runnerArgs])
    return 0
  }
  if (shell === undefined || !SHELLS.some((known) => known === shell)) {
    const what = shell === undefined ? 'for which shell?' : `no completion for the shell ${shell}`
    throw new LeakcheckError('usage', what, `leakcheck completion ${SHELLS.join(' | ')}`)
  }
  root.setup('leakcheck', 'leakcheck', shell)
  return 0
}

import type { Adapter } from '../adapter.js'
import { segmentsOf } from '../segments.js'
import { commandLine } from './command-line.js'
import { hostCommand, type VitestSetup } from './setup.js'

/** The user's own Vitest, 2 to 5. */
export function vitestAdapter(setup: VitestSetup): Adapter {
  return {
    name: 'vitest',
    tracesImports: true,
    host: 'warm',
    command: ({ prefix = '' }) => hostCommand({ ...setup, cwd: prefix + setup.cwd }),
    collectsFirst: false,
    translate: segmentsOf,
    commandLine: (wanted) => commandLine(setup, wanted),
  }
}

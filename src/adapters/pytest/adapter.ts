import type { Adapter } from '../adapter.js'
import { segmentsOf } from '../segments.js'
import { commandLine } from './command-line.js'
import { hostCommand, type PytestSetup } from './setup.js'

/** The user's own pytest, 7 to 9, in his own Python. */
export function pytestAdapter(setup: PytestSetup): Adapter {
  return {
    name: 'pytest',
    tracesImports: false,
    host: setup.fork ? 'forking' : 'cold',
    command: (start) => hostCommand(setup, start),
    collectsFirst: true,
    translate: segmentsOf,
    commandLine: (wanted) => commandLine(setup, wanted),
  }
}

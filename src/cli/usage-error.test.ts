import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { usageError } from './usage-error.js'

const unknownOption = new CommanderError(1, 'commander.unknownOption', "error: unknown option '-C'")
const hint = (...argv: string[]) => usageError(unknownOption, argv).hint

test.each([
  [['-C', 'x', 'run'], 'leakcheck run -C x'],
  [['-C', 'x', 'run', 'tests', '--json'], 'leakcheck run -C x tests --json'],
  [['-C', 'run', 'run'], 'leakcheck run -C run'],
  [['--json', 'doctor'], 'leakcheck doctor --json'],
  [['--rounds', '3'], 'leakcheck run --rounds 3'],
  [['-C', 'my folder', 'list'], "leakcheck list -C 'my folder'"],
])('flags before the command, %j: the hint names the command once', (argv, expected) => {
  expect(hint(...argv)).toBe(`flags follow a command: ${expected}`)
})

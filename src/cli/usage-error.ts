import type { CommanderError } from 'commander'
import { LeakcheckError } from '../errors.js'

/** What commander says about a mistyped command line, as our one line and a hint. */
export function usageError(
  { code, message }: CommanderError,
  argv: readonly string[],
): LeakcheckError {
  const [line = '', suggestion] = message.replace(/^error: /, '').split('\n')
  const meant = /^\(Did you mean (?:one of )?(.*?)\?\)$/.exec(suggestion ?? '')?.[1]
  return new LeakcheckError(
    'usage',
    line.replace(/\.$/, ''),
    meant === undefined ? hintFor(code, argv) : `did you mean ${meant}?`,
  )
}

function hintFor(code: string, argv: readonly string[]): string {
  const [first = ''] = argv
  if (code === 'commander.unknownOption' && first.startsWith('-')) {
    return `flags follow a command: leakcheck run ${argv.join(' ')}`
  }
  // Runners take paths right away; we have commands.
  if (code === 'commander.unknownCommand' && /[./\\*]/.test(first)) {
    return `to check it: leakcheck run ${argv.join(' ')}`
  }
  const command = /^[a-z]+$/.test(first) && code !== 'commander.unknownCommand' ? `${first} ` : ''
  return `leakcheck ${command}--help`
}

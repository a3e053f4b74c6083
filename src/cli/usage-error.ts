import type { CommanderError } from 'commander'
import { LeakcheckError } from '../errors.js'
import { COMMAND_NAMES } from './command-names.js'
import { shellWord } from './command-line.js'

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

const COMMANDS: readonly string[] = COMMAND_NAMES
/** The word after one of these is its own. */
const TAKES_A_WORD = /^(-C|--cwd|-c|--config|--output-dir|--runner|--python)$/

/** `-C x run tests` → `run -C x tests`: whoever has named a command means it. */
function commandFirst(argv: readonly string[]): readonly string[] {
  const at = argv.findIndex(
    (word, index) => COMMANDS.includes(word) && !TAKES_A_WORD.test(argv[index - 1] ?? ''),
  )
  return at === -1
    ? ['run', ...argv]
    : [argv[at] ?? '', ...argv.slice(0, at), ...argv.slice(at + 1)]
}

function hintFor(code: string, argv: readonly string[]): string {
  const [first = ''] = argv
  if (code === 'commander.unknownOption' && first.startsWith('-')) {
    return `flags follow a command: ${['leakcheck', ...commandFirst(argv)].map(shellWord).join(' ')}`
  }
  // Runners take paths right away; we have commands.
  if (code === 'commander.unknownCommand' && /[./\\*]/.test(first)) {
    return `to check it: leakcheck run ${argv.join(' ')}`
  }
  const command = /^[a-z]+$/.test(first) && code !== 'commander.unknownCommand' ? `${first} ` : ''
  return `leakcheck ${command}--help`
}

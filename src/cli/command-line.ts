import { relative } from 'node:path'
import type { Invocation } from './invocation.js'
import { programWords } from './program-words.js'

/** Options that a later command needs to find the same project and results again. */
const CARRIED = {
  cwd: '-C',
  config: '--config',
  outputDir: '--output-dir',
  runner: '--runner',
  python: '--python',
}

/** Of those, what a command knows that runs no tests. */
const CARRIED_TO_BASELINE = {
  cwd: CARRIED.cwd,
  config: CARRIED.config,
  outputDir: CARRIED.outputDir,
  baseline: '--baseline',
}

/**
 * A command in the form in which it works for this user, from the folder he is in.
 *
 * @param words the command and its operands, e.g. `['replay', 'L1']`
 */
export function commandLine(
  words: readonly string[],
  { options, runnerArgs }: Pick<Invocation, 'options' | 'runnerArgs'>,
  script = process.argv[1] ?? 'leakcheck',
  agent = process.env.npm_config_user_agent,
): string {
  const program = programWords(script, agent)
  const runsTests = words[0] !== 'baseline'
  const known = runsTests ? CARRIED : CARRIED_TO_BASELINE
  const carried = Object.entries(known).flatMap(([name, flag]) => {
    const value = options[name]
    return typeof value === 'string' ? [flag, value] : []
  })
  // Commander's name for `--no-fork`.
  if (options.fork === false && runsTests) carried.push('--no-fork')
  const passedOn = runnerArgs.length > 0 && runsTests ? ['--', ...runnerArgs] : []
  return [...program, ...words, ...carried, ...passedOn].map(shellWord).join(' ')
}

/** The same command once more, with a flag; what follows `--` stays there. */
export function againWith(
  flag: string,
  { argv, runnerArgs }: Pick<Invocation, 'argv' | 'runnerArgs'>,
  script = process.argv[1] ?? 'leakcheck',
  agent = process.env.npm_config_user_agent,
): string {
  const dashes = argv.indexOf('--')
  const own = (dashes === -1 ? argv : argv.slice(0, dashes)).filter((word) => word !== flag)
  const passedOn = runnerArgs.length > 0 ? ['--', ...runnerArgs] : []
  return [...programWords(script, agent), ...own, flag, ...passedOn].map(shellWord).join(' ')
}

/** Another program's command, which works in `folder`, from the folder that the user is in. */
export function shellLine(words: readonly string[], folder: string): string {
  const away = relative(process.cwd(), folder)
  const there = away === '' ? '' : `cd ${shellWord(away)} && `
  return there + words.map(shellWord).join(' ')
}

/** As a POSIX shell reads it. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

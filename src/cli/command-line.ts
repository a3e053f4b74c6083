import { relative, sep } from 'node:path'
import type { Invocation } from './invocation.js'

/** Options that a later command needs to find the same project and results again. */
const CARRIED = {
  cwd: '-C',
  config: '--config',
  outputDir: '--output-dir',
  runner: '--runner',
  python: '--python',
}

/**
 * A command in the form in which it works for this user, from the folder he is in: through npx where leakcheck is
 * installed, by the path of its script elsewhere.
 *
 * @param words the command and its operands, e.g. `['replay', 'L1']`
 */
export function commandLine(
  words: readonly string[],
  { options, runnerArgs }: Pick<Invocation, 'options' | 'runnerArgs'>,
  script = process.argv[1] ?? 'leakcheck',
): string {
  const installed = script.split(sep).includes('node_modules') || !script.endsWith('.js')
  const program = installed ? ['npx', 'leakcheck'] : ['node', relative(process.cwd(), script)]
  const carried = Object.entries(CARRIED).flatMap(([name, flag]) => {
    const value = options[name]
    return typeof value === 'string' ? [flag, value] : []
  })
  // Commander's name for `--no-fork`.
  if (options.fork === false) carried.push('--no-fork')
  const passedOn = runnerArgs.length > 0 ? ['--', ...runnerArgs] : []
  return [...program, ...words, ...carried, ...passedOn].map(shellWord).join(' ')
}

/** Another program's command, which works in `folder`, from the folder that the user is in. */
export function shellLine(words: readonly string[], folder: string): string {
  const away = relative(process.cwd(), folder)
  const there = away === '' ? '' : `cd ${shellWord(away)} && `
  return there + words.map(shellWord).join(' ')
}

/** As a POSIX shell reads it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

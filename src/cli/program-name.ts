import { relative, sep } from 'node:path'
import type { Invocation } from './invocation.js'

/**
 * How the user calls leakcheck, as it works from the folder he is in: `npx leakcheck` where it is installed, the path
 * of the script elsewhere. Options that later commands need to find the same project again come with it.
 */
export function programName({ options }: Invocation, script = process.argv[1] ?? 'leakcheck'): string {
  const installed = script.split(sep).includes('node_modules') || !script.endsWith('.js')
  const program = installed ? 'npx leakcheck' : `node ${shellWord(relative(process.cwd(), script))}`
  const folder = options['cwd']
  return typeof folder === 'string' ? `${program} -C ${shellWord(folder)}` : program
}

/** As a POSIX shell reads it. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}

import { LeakcheckError } from '../errors.js'
import { inert } from '../report/inert.js'
import { wrapLines } from '../report/wrap-lines.js'
import { terminalWidth } from './terminal-width.js'

const BUG = 'this is a bug in leakcheck; LEAKCHECK_DEBUG=1 shows where it happened'
const NOT_WRITABLE = 'leakcheck must be able to write there; --output-dir names another folder'
const IN_THE_WAY = 'a file is in the way; --output-dir names another folder'

/** What the system refuses is no bug of anybody's. */
const REFUSED: Readonly<Record<string, string>> = {
  EACCES: NOT_WRITABLE,
  EPERM: NOT_WRITABLE,
  EROFS: NOT_WRITABLE,
  ENOTDIR: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
  ENOSPC: 'make room on that disk',
  EMFILE: 'fewer runs at the same time (--jobs), or a higher limit of open files (ulimit -n)',
}

/** Any error as one line and a hint on stderr; the exit code that goes with it. */
export function printError(error: unknown): number {
  const { message, hint, exitCode } = told(error)
  const debug = process.env.LEAKCHECK_DEBUG
  process.stderr.write(
    `${wrapLines([`leakcheck: ${inert(message, 2_000)}`], terminalWidth(process.stderr)).join('\n')}\n` +
      (hint === undefined ? '' : `  hint: ${inert(hint, 2_000)}\n`) +
      (debug !== undefined && debug !== '' && debug !== '0' ? `${stackOf(error)}\n` : ''),
  )
  return exitCode
}

function told(error: unknown): { message: string; hint: string | undefined; exitCode: number } {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof LeakcheckError && error.code !== 'internal')
    return { message, hint: error.hint, exitCode: error.exitCode }
  const { code } = Object(error) as { code?: unknown }
  const refused = typeof code === 'string' ? REFUSED[code] : undefined
  return refused === undefined
    ? { message: `unexpected error: ${message}`, hint: BUG, exitCode: 2 }
    : { message, hint: refused, exitCode: 2 }
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

import { LeakcheckError } from '../errors.js'
import { inert } from '../report/inert.js'

/** Any error as one line and a hint on stderr; the exit code that goes with it. */
export function printError(error: unknown): number {
  const known = error instanceof LeakcheckError
  const message = error instanceof Error ? error.message : String(error)
  const hint = known
    ? error.hint
    : 'this is a bug in leakcheck; LEAKCHECK_DEBUG=1 shows where it happened'
  const said = known ? message : `unexpected error: ${message}`
  const debug = process.env.LEAKCHECK_DEBUG
  process.stderr.write(
    `leakcheck: ${inert(said, 2_000)}\n` +
      (hint === undefined ? '' : `  hint: ${inert(hint, 2_000)}\n`) +
      (debug !== undefined && debug !== '' && debug !== '0' ? `${stackOf(error)}\n` : ''),
  )
  return known ? error.exitCode : 2
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}

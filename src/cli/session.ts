import type { Config } from '../config/config.js'
import { LeakcheckError } from '../errors.js'
import type { PlanSummary, Ports } from '../ports.js'
import type { Paint } from '../report/paint.js'
import { paintFor } from './chalk-paint.js'
import { listenForInterruption } from './interruption.js'
import type { Invocation } from './invocation.js'
import { openProgress } from './progress/open.js'
import { printError } from './print-error.js'
import { commandLine, shellLine } from './command-line.js'
import { readConfig } from './read-config.js'

export interface Session {
  readonly config: Config
  readonly ports: Ports
  /** Colours for stdout. */
  readonly paint: Paint
  /** Ends the progress display, so that stdout and stderr do not mix on a terminal. */
  readonly endProgress: () => void
}

export interface SessionWishes {
  /** Nothing on stderr but errors and signs of life: stdout is for a program. */
  quiet(config: Config): boolean
  /** What to print on stderr about it, before the first run. */
  onPlan?(plan: PlanSummary, config: Config): string
  /** The folder below the results' own that the command's files go to; undefined: no other. */
  readonly beside?: string
}

/** What all commands share: config, progress on stderr, signals. The work gets them and gives an exit code. */
export async function inSession(
  typed: Invocation,
  wishes: SessionWishes,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const { config, color } = await readConfig(typed, wishes.beside)
  const progress = await openProgress(wishes.quiet(config))
  const interruption = listenForInterruption(() =>
    progress.emit({
      kind: 'notice',
      message: 'interrupted: ending with what is known so far (once more to quit at once)',
    }),
  )
  const ports: Ports = {
    emit: progress.emit,
    signal: interruption.signal,
    command: typed.argv,
    commandLine: (words) => commandLine(words, typed),
    shellLine: (words) => shellLine(words, config.cwd),
    onPlan: (plan) => progress.print(wishes.onPlan?.(plan, config) ?? ''),
  }
  try {
    return await work({
      config,
      ports,
      paint: paintFor('stdout', color),
      endProgress: progress.close,
    })
  } catch (error) {
    // What was interrupted before there was any result has nothing to say but that.
    const exitCode = interruption.exitCode()
    if (exitCode === undefined) throw error
    if (error instanceof LeakcheckError) printError(error)
    return exitCode
  } finally {
    progress.close()
    interruption.stopListening()
  }
}

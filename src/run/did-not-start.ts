import type { Command } from '../adapters/adapter.js'
import { LeakcheckError } from '../errors.js'

export interface Start {
  readonly command: Command
  /** What the host printed, or why it could not be started. */
  readonly said: string
  /** The file that it was importing when it ended. */
  readonly collecting: string | undefined
  readonly ended: { readonly signal?: string; readonly exitCode?: number } | undefined
}

/** Why a host did not get ready: of all that it printed, the line that says most. */
export function didNotStart({ command, said, collecting, ended }: Start): LeakcheckError {
  const isProgram = 'program' in command
  if (isProgram && /No module named '?pytest'?\b/.test(said)) {
    return new LeakcheckError(
      'no-runner',
      `${command.program} has no pytest`,
      'install it there, or name the Python that has it with --python',
    )
  }
  const why = reason(said)
  if (collecting !== undefined && why === undefined) {
    const how = ended?.signal ?? `exit code ${String(ended?.exitCode ?? 'unknown')}`
    return new LeakcheckError(
      'collection-failed',
      `the process ended (${how}) while pytest was importing ${collecting}`,
      'does `pytest --collect-only` work in this folder?',
    )
  }
  const what = isProgram ? `${command.program} -m pytest` : "the test runner's host"
  const line = why ?? lastLine(said)
  return new LeakcheckError(
    'host-did-not-start',
    `${what} did not start${line === undefined ? '' : `: ${line}`}`,
    isProgram
      ? 'does `pytest --collect-only` work in this folder?'
      : 'does `npx vitest run` work in this folder?',
  )
}

/** As Python, pytest and argument parsers mark their errors. */
const ERROR = /^(?:E\s+|ERROR:? |INTERNALERROR> |.*: error: )(?=\S)/

function reason(said: string): string | undefined {
  const lines = said.split('\n').map((line) => line.trim())
  const found = lines.filter((line) => ERROR.test(line))
  return (found.findLast((line) => /^E\s/.test(line)) ?? found.at(-1))?.replace(ERROR, '')
}

function lastLine(said: string): string | undefined {
  return said
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '')
}

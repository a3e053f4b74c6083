import type { RawFailure } from '../../../model/failure.js'
import { below } from './below.js'
import { find, kept } from './kept.js'

const MAX_MESSAGE = 4000

interface ErrorLike {
  name?: unknown
  message?: unknown
  stack?: unknown
}

/** The first error of a task as a {@link RawFailure}, its frame relative to the project's root. */
export function toFailure(
  errors: readonly unknown[] | undefined,
  root: string,
  hook?: string,
): RawFailure {
  const error = (errors?.[0] ?? {}) as ErrorLike
  const message = text(error.message)
  const frame = ownFrame(text(error.stack), root)
  return {
    type: text(error.name) || 'Error',
    message: message.length > MAX_MESSAGE ? `${kept.slice(message, 0, MAX_MESSAGE)}…` : message,
    ...(frame === undefined ? {} : { frame }),
    ...(hook === undefined ? {} : { hook }),
  }
}

function text(value: unknown): string {
  try {
    return typeof value === 'string' ? value : value == null ? '' : kept.text(value)
  } catch {
    return ''
  }
}

const FRAME = /(?:\(|at (?:async )?|@)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/

/** The topmost frame inside the project that is not a dependency, as `file:line`. */
function ownFrame(stack: string, root: string): string | undefined {
  let frame: string | undefined
  find(kept.split(stack, '\n'), (line) => {
    frame = frameIn(line, root)
    return frame !== undefined
  })
  return frame
}

function frameIn(line: string, root: string): string | undefined {
  const match = kept.exec(FRAME, kept.trim(line))
  const path = match?.[1] && below(root, toPath(match[1]))
  return path && kept.split(path, 'node_modules/').length === 1
    ? `${path}:${match[2] ?? ''}`
    : undefined
}

function toPath(location: string): string {
  const bare = kept.split(location, '?')[0] ?? ''
  if (!kept.startsWith(bare, 'file://')) return bare
  try {
    return kept.fileURLToPath(bare)
  } catch {
    return kept.slice(bare, 'file://'.length)
  }
}

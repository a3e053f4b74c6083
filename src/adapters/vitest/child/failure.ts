import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RawFailure } from '../../../model/failure.js'

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
    message: message.length > MAX_MESSAGE ? `${message.slice(0, MAX_MESSAGE)}…` : message,
    ...(frame === undefined ? {} : { frame }),
    ...(hook === undefined ? {} : { hook }),
  }
}

function text(value: unknown): string {
  try {
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- test code throws anything
    return typeof value === 'string' ? value : value == null ? '' : String(value)
  } catch {
    return ''
  }
}

/** The topmost frame inside the project that is not a dependency, as `file:line`. */
function ownFrame(stack: string, root: string): string | undefined {
  for (const line of stack.split('\n')) {
    const match =
      /(?:\(|at (?:async )?|@)((?:file:\/\/|\/|[A-Za-z]:[\\/])[^()]*?):(\d+)(?::\d+)?\)?$/.exec(
        line.trim(),
      )
    if (!match?.[1]) continue
    const path = relative(root, toPath(match[1])).split(sep).join('/')
    if (path === '' || path.startsWith('../') || path.includes('node_modules/')) continue
    return `${path}:${String(match[2])}`
  }
  return undefined
}

function toPath(location: string): string {
  const bare = location.replace(/\?.*$/, '')
  if (!bare.startsWith('file://')) return bare
  try {
    return fileURLToPath(bare)
  } catch {
    return bare.slice('file://'.length)
  }
}

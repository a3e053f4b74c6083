import type { Failure } from '../../model/failure.js'

/** Type, normalised message and the file of the topmost own frame; its line moves with every edit. Groups and keys are made of it. */
export function fingerprint(failure: Failure): string {
  return `${failure.type}\n${failure.normalized}\n${fileOf(failure)}`
}

/** The file of the topmost own frame; empty: there is none. */
export function fileOf({ frame }: Failure): string {
  return frame?.replace(/:\d+$/, '') ?? ''
}

/**
 * What tests that have one cause share. Those that can't run twice carry theirs in themselves: the rows of a table, each with
 * a message of its own, fail at one line.
 */
export function reasonOf(kind: string, failure: Failure): string {
  const { type, frame } = failure
  return kind === 'self-polluting' && frame !== undefined
    ? `${type}\n${frame}`
    : fingerprint(failure)
}

import writeFileAtomic from 'write-file-atomic'
import * as z from 'zod'
import { statsOf } from './own-names.js'
import { readText } from './read-text.js'
import type { TreeDigests } from './tree/digest-tree.js'

/** Which tests have passed alone, and what that rests on: what `--cache` keeps from one run to the next. */
export interface PassedAlone {
  readonly passedAlone: 1
  /** What is true of all of them, by name: settings, versions. */
  readonly basis: Readonly<Record<string, string>>
  /** The project's files as they were then. */
  readonly files: TreeDigests
  /** By test file ({@link fileKey}), by test id: when, ISO 8601, UTC. */
  readonly tests: Readonly<Record<string, Readonly<Record<string, string>>>>
}

const keptSchema = z.looseObject({
  passedAlone: z.literal(1),
  basis: z.record(z.string(), z.string()),
  files: z.record(z.string(), z.string()),
  tests: z.record(z.string(), z.record(z.string(), z.iso.datetime())),
})

/** @returns undefined when there is nothing, or nothing that can be read */
export function readPassedAlone(file: string): PassedAlone | undefined {
  if (statsOf(file)?.isFile() !== true) return undefined
  try {
    const read: unknown = JSON.parse(readText(file))
    return keptSchema.safeParse(read).success ? (read as PassedAlone) : undefined
  } catch {
    return undefined
  }
}

export function writePassedAlone(file: string, kept: PassedAlone): void {
  writeFileAtomic.sync(file, `${JSON.stringify(kept)}\n`)
}

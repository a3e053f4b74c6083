import { existsSync, readFileSync } from 'node:fs'
import writeFileAtomic from 'write-file-atomic'
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

/** @returns undefined when there is nothing, or nothing that can be read */
export function readPassedAlone(file: string): PassedAlone | undefined {
  if (!existsSync(file)) return undefined
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<PassedAlone>
    return read.passedAlone === 1 && read.basis && read.files && read.tests
      ? (read as PassedAlone)
      : undefined
  } catch {
    return undefined
  }
}

export function writePassedAlone(file: string, kept: PassedAlone): void {
  writeFileAtomic.sync(file, `${JSON.stringify(kept)}\n`)
}

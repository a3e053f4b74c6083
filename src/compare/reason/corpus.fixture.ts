import { readdirSync, readFileSync } from 'node:fs'
import type { Failure, RawFailure } from '../../model/failure.js'
import { toFailure } from './to-failure.js'

/** Failures as a tool reports them. How they were made is said in `corpus/README.md`. */
export interface Texts {
  readonly tool: string
  readonly what: string
  /** At least two. */
  readonly failures: readonly Failure[]
}

interface CorpusFile {
  readonly same: readonly { readonly what: string; readonly failures: readonly RawFailure[] }[]
  readonly different: CorpusFile['same']
}

/** Those of one reason, and those of a different one each. */
export function readCorpus(): {
  readonly same: readonly Texts[]
  readonly different: readonly Texts[]
} {
  const folder = new URL('corpus/', import.meta.url)
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const texts = (kind: keyof CorpusFile): readonly Texts[] =>
    files.flatMap((name) => {
      const read = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as CorpusFile
      const tool = name.replace('.json', '')
      return read[kind].map(({ what, failures }) => ({
        tool,
        what,
        failures: failures.map(toFailure),
      }))
    })
  return { same: texts('same'), different: texts('different') }
}

/** Every two of them. */
export function pairsOf<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const))
}

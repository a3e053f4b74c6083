import type { HostKind } from '../model/run.js'
import type { Case } from './case.js'

/** What a search takes, as a rule: for plans, not for promises. */
interface TypicalSearch {
  /** Runs. */
  readonly search: number
  readonly prove: number
  /** Tests before the one that fails, in the order in which it was seen; a run of the search has half of them. */
  readonly before: number
  readonly host: HostKind
}

/** Beside the halving: both ends once more, is one test enough, is importing it, do others do it, does one in between clean up. */
const BESIDE_HALVING = 9
/** With it, without it, the other way round. */
const INTERVENTIONS = 3

/** One polluter is found in about log2 of those before it; each other test that fails alike is then tried once. */
export function typicalSearch({ kind, members }: Case, repeats: number): TypicalSearch {
  const [first] = members
  const seen = first?.difference.company.seen[0]
  const before = Math.max(0, seen?.order.indexOf(first?.verdict.test.id ?? '') ?? 0)
  const host = seen?.host ?? 'warm'
  if (kind === 'self-polluting') return { search: 0, prove: 0, before, host }
  const halving = Math.ceil(Math.log2(Math.max(before, 1)))
  return {
    search: halving + BESIDE_HALVING + members.length - 1,
    prove: INTERVENTIONS * repeats,
    before,
    host,
  }
}

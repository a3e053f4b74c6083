import { isFailure, isVerdict } from '../model/outcome.js'
import type { Observation } from './observe.js'

/** What is said of a test whose failure no process shows that has the machine to itself. */
export const RACE =
  'failed only while several processes ran side by side: a file, a port or a database that they share?'

/**
 * What several processes showed that ran side by side says nothing yet: it may come from the order of one of them, or from the
 * others. So it is no evidence; where it speaks against what all else has shown, its order is run by itself.
 *
 * @param kind what all else amounts to
 * @returns what speaks against it
 */
export function contradiction(
  kind: string,
  observations: readonly Observation[],
): Observation | undefined {
  const first = observations.filter(({ beside, again }) => beside && !again)
  if (kind === 'clean' || kind === 'not-compared')
    return first.find(({ outcome }) => isFailure(outcome))
  return kind === 'broken' ? first.find(({ outcome }) => outcome === 'passed') : undefined
}

/** The runs in which the order of a lane was the only one under way. */
export function byItself(
  lane: Observation,
  observations: readonly Observation[],
): readonly Observation[] {
  return observations.filter(
    ({ beside, key, outcome }) => !beside && key === lane.key && isVerdict(outcome),
  )
}

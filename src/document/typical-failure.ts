import { fingerprint } from '../compare/reason/fingerprint.js'
import { sameError } from '../compare/reason/same-failure.js'
import type { Member } from '../diagnose/case.js'
import type { Failure } from '../model/failure.js'

/** How most of them fail; of equals always the same, whichever tests there are. */
export function typicalFailure(members: readonly Member[]): {
  readonly failure: Failure
  readonly failureAlone?: Failure
  /** Ways in which some of them fail, that are not this one. */
  readonly others: readonly Failure[]
} {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const print = fingerprint(member.difference.failure)
    groups.set(print, [...(groups.get(print) ?? []), member])
  }
  const sorted = [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .flatMap(([, group]) => group)
  const { failure, failureAlone } = sorted[0]?.difference ?? NONE
  const errors = sorted.reduce<readonly Failure[]>(
    (known, { difference: { failure: own } }) =>
      known.some((other) => readsAlike(other, own)) ? known : [...known, own],
    [failure],
  )
  return { failure, ...(failureAlone ? { failureAlone } : {}), others: errors.slice(1) }
}

/** Two tests that say the same in the same words have one error for their reader, at whichever lines they are. */
function readsAlike(a: Failure, b: Failure): boolean {
  return sameError(a, b) || (fingerprint(a) === fingerprint(b) && a.message === b.message)
}

const NONE: { failure: Failure; failureAlone?: Failure } = {
  failure: { type: 'Error', message: '', normalized: '' },
}

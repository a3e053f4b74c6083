import { fingerprint } from '../compare/fingerprint.js'
import type { Member } from '../diagnose/case.js'
import type { Failure } from '../model/failure.js'

/** How most of them fail; of equals always the same, whichever tests there are. */
export function typicalFailure(members: readonly Member[]): {
  readonly failure: Failure
  readonly failureAlone?: Failure
  /** Ways in which some of them fail, that are not this one. */
  readonly others: readonly Failure[]
} {
  const counts = new Map<string, { readonly member: Member; count: number }>()
  for (const member of members) {
    const print = fingerprint(member.difference.failure)
    const known = counts.get(print)
    if (known) known.count += 1
    else counts.set(print, { member, count: 1 })
  }
  const [typical, ...others] = [...counts].sort(
    ([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1),
  )
  const { failure, failureAlone } = typical?.[1].member.difference ?? NONE
  return {
    failure,
    ...(failureAlone ? { failureAlone } : {}),
    others: others.map(([, { member }]) => member.difference.failure),
  }
}

const NONE: { failure: Failure; failureAlone?: Failure } = {
  failure: { type: 'Error', message: '', normalized: '' },
}

import type { Failure } from '../model/failure.js'
import { isFailure, isVerdict } from '../model/outcome.js'
import type { Observation } from './observe.js'

/** How often a test failed over the repeats of one order. */
export interface Side {
  /** The order's key; `alone` for the test by itself, whatever it was run by. */
  readonly key: string
  readonly failed: number
  readonly total: number
  readonly seen: readonly Observation[]
}

export interface Sides {
  readonly alone: Side
  /** Every order in which the test had company and ran for the first time, in the order of the first sight. */
  readonly company: readonly Side[]
  /** Second and later times in one process, in each order that had company. */
  readonly again: readonly Side[]
  /** Second and later times in one process, after nothing but itself, its file set up anew in between. */
  readonly twice: Side
  /** The same within one run of its file, one side for each way in which that was done. */
  readonly inside: readonly Side[]
  /** In company it failed in every clone, and never in a process started from nothing: those failures are left out of the sides. */
  readonly onlyInClones: boolean
}

/** The observations of one test, told apart by company. */
export function sidesOf(observations: readonly Observation[]): Sides {
  const seen = observations.filter(({ outcome, serial }) => isVerdict(outcome) && !serial)
  const first = seen.filter(({ again }) => !again)
  const later = seen.filter(({ again }) => again)
  const isSelf = ({ order }: Observation): boolean => order.every((id) => id === order[0])
  const { alone, loaded } = toldApart(first.filter(({ alone }) => alone))
  const inCompany = byOrder(first.filter(({ alone }) => !alone))
  const company = inCompany.map((each) =>
    failsOnlyInClones(each) ? side(each.key, each.seen.filter(isCold)) : each,
  )
  return {
    alone,
    // The suite's own orders make better witnesses: they come first.
    company: loaded ? [...company, loaded] : company,
    onlyInClones: inCompany.some(failsOnlyInClones),
    again: byOrder(later.filter((each) => !isSelf(each))),
    twice: side(
      'twice',
      later.filter((each) => isSelf(each) && !each.inside),
    ),
    inside: (['group', 'test'] as const)
      .map((way) =>
        side(
          `inside ${way}`,
          later.filter((each) => isSelf(each) && each.inside === way),
        ),
      )
      .filter(({ total }) => total > 0),
  }
}

/**
 * Alone is alone, whether or not the other files have been imported before; but where the two always differ, importing them
 * is the company that matters.
 */
function toldApart(seen: readonly Observation[]): { alone: Side; loaded?: Side } {
  const own = side(
    'alone',
    seen.filter(({ loaded }) => !loaded),
  )
  const loaded = side(
    LOADED,
    seen.filter((each) => each.loaded),
  )
  const differ =
    (alwaysFails(own) && neverFails(loaded)) || (neverFails(own) && alwaysFails(loaded))
  return differ ? { alone: own, loaded } : { alone: side('alone', withoutHostArtefacts(seen)) }
}

/** The key of a test by itself in a process that has imported every file of the selection. */
export const LOADED = 'loaded'

/** Cold repeats that must agree before they overrule what a shared host showed. */
const OVERRULING = 3

/** A failure that only shared hosts show, and no process started from nothing, is the host's and not the test's. */
function withoutHostArtefacts(seen: readonly Observation[]): readonly Observation[] {
  const cold = seen.filter(isCold)
  if (cold.length < OVERRULING || cold.some(({ outcome }) => isFailure(outcome))) return seen
  return seen.filter(({ outcome }) => !isFailure(outcome))
}

/** The same of an order: a clone has imported every file of the suite, and shares what the process that it was made of has open. */
function failsOnlyInClones({ key, seen }: Side): boolean {
  const cold = side(key, seen.filter(isCold))
  const cloned = side(
    key,
    seen.filter(({ host }) => host === 'forking'),
  )
  return cold.total >= OVERRULING && neverFails(cold) && alwaysFails(cloned)
}

function isCold({ host }: Observation): boolean {
  return host === 'cold'
}

function byOrder(seen: readonly Observation[]): Side[] {
  const keys = new Set(seen.map(({ key }) => key))
  return [...keys].map((key) =>
    side(
      key,
      seen.filter((each) => each.key === key),
    ),
  )
}

function side(key: string, seen: readonly Observation[]): Side {
  return {
    key,
    failed: seen.filter(({ outcome }) => isFailure(outcome)).length,
    total: seen.length,
    seen,
  }
}

export function alwaysFails({ failed, total }: Side): boolean {
  return total > 0 && failed === total
}

export function neverFails({ failed, total }: Side): boolean {
  return total > 0 && failed === 0
}

export function isMixed({ failed, total }: Side): boolean {
  return failed > 0 && failed < total
}

/** A failure of that side, the last one seen. */
export function failureOf({ seen }: Side): Failure | undefined {
  return seen.findLast(({ outcome }) => isFailure(outcome))?.failure
}

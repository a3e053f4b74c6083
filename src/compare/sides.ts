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
  /** Second and later times in one process, after nothing but itself. */
  readonly twice: Side
}

/** The observations of one test, told apart by company. */
export function sidesOf(observations: readonly Observation[]): Sides {
  const seen = observations.filter(({ outcome, serial }) => isVerdict(outcome) && !serial)
  const first = seen.filter(({ again }) => !again)
  const keys = new Set(first.filter(({ alone }) => !alone).map(({ key }) => key))
  return {
    alone: side('alone', first.filter(({ alone }) => alone)),
    company: [...keys].map((key) => side(key, first.filter((each) => !each.alone && each.key === key))),
    twice: side(
      'twice',
      seen.filter(({ again, order }) => again && order.every((id) => id === order[0])),
    ),
  }
}

function side(key: string, seen: readonly Observation[]): Side {
  return { key, failed: seen.filter(({ outcome }) => isFailure(outcome)).length, total: seen.length, seen }
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

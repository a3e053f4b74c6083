import type { Failure } from '../model/failure.js'
import { isFailure } from '../model/outcome.js'
import { ALPHA, fisher } from './fisher.js'
import type { Observation } from './observe.js'
import { sameError, sameFailure } from './reason/same-failure.js'
import { contradiction, RACE } from './side-by-side.js'
import {
  alwaysFails,
  failureOf,
  isMixed,
  neverFails,
  sidesOf,
  type Side,
  type Sides,
} from './sides.js'

/** What the observations of one test amount to, if repeats bear it out. */
export type Judgement =
  | { readonly kind: 'clean' | 'not-compared'; readonly note?: string }
  // `lane`: what several processes showed that ran side by side, and is yet to be seen of its order by itself.
  | {
      readonly kind: 'broken'
      readonly failure: Failure | undefined
      readonly lane?: Observation
    }
  | {
      readonly kind: 'flaky'
      readonly note: string
      readonly changing?: Side
      readonly lane?: Observation
    }
  | { readonly kind: 'undecided'; readonly note: string }
  | {
      readonly kind: 'victim' | 'brittle' | 'masked' | 'self-polluting'
      readonly difference: Difference
    }
  /** Only ever failed when it, or the whole suite, ran again in one process: to be decided by `[v, v]`. */
  | { readonly kind: 'nominated'; readonly again: Observation }

/** The two sides that differ. */
export interface Difference {
  readonly alone: Side
  /** The order that shows it: the victim's failing one, the brittle's passing one. */
  readonly company: Side
  readonly failure: Failure
  /** Masked: how it fails alone. */
  readonly failureAlone?: Failure
  /** The company side changes from run to run, yet fails too often for chance. */
  readonly unsteady: boolean
}

/** Pure of any claim about how often something was seen: that is what confirm.ts asks for. */
export function judge(observations: readonly Observation[]): Judgement {
  const own = observations.filter(({ beside }) => !beside)
  const judgement = judgeOwn(own)
  const lane = contradiction(judgement.kind, observations)
  if (!lane) return judgement
  return judgement.kind === 'broken' ? { ...judgement, lane } : { kind: 'flaky', note: RACE, lane }
}

function judgeOwn(observations: readonly Observation[]): Judgement {
  const sides = sidesOf(observations)
  const { alone, company, again } = sides
  const everywhere = [alone, ...company]
  if (everywhere.every(({ failed }) => failed === 0)) return passedFirst(observations, sides)
  if (alone.total === 0) {
    return isMixedAnywhere(company)
      ? { kind: 'flaky', note: 'changes in the same order' }
      : { kind: 'not-compared' }
  }
  if (isMixed(alone))
    return { kind: 'flaky', note: `failed ${fraction(alone)} alone`, changing: alone }
  // The same order with both outcomes: whatever else was seen, chance is not ruled out by a few repeats.
  const changing = [...company, ...again].find(isMixed)
  return neverFails(alone)
    ? passesAlone(alone, company, changing)
    : failsAlone(alone, company, changing)
}

function passedFirst(
  observations: readonly Observation[],
  { alone, twice, inside, onlyInClones }: Sides,
): Judgement {
  const failure = failureOf(twice)
  // Setting a file or a describe up twice can fail by itself (a name that is defined once, a list that is filled once);
  // running its test twice within one set-up can fail by itself (a hook that resets). Only what fails in all of these ways
  // is the test's own doing.
  if (alwaysFails(twice) && failure && inside.every(alwaysFails)) {
    return {
      kind: 'self-polluting',
      difference: { alone, company: twice, failure, unsteady: false },
    }
  }
  const changing = [twice, ...inside].find(isMixed)
  if (changing) {
    return { kind: 'flaky', note: `failed ${fraction(changing)} when run again in one process` }
  }
  const again = observations.find((each) => each.again && isFailure(each.outcome))
  // It runs twice by itself as well as once; behind the whole suite it does not: its company has made the difference.
  if (again && passesAgain(observations) && failsAfterAll(observations))
    return {
      kind: 'undecided',
      note: 'fails when it runs again after the whole suite, and in no order in which it runs once',
    }
  // `[v, v]` has been run and passed: what failed was the suite's second time, which no project runs.
  if (again && twice.total > 0)
    return { kind: 'clean', note: 'fails only when its suite runs twice in one process' }
  if (again) return { kind: 'nominated', again }
  if (alone.total === 0) return { kind: 'not-compared' }
  return onlyInClones
    ? { kind: 'clean', note: 'fails in clones of a process, never in one started from nothing' }
    : { kind: 'clean' }
}

/** Whether it has run twice in one process, with nothing but itself, and has never failed then. */
export function passesAgain(observations: readonly Observation[]): boolean {
  const { twice, inside } = sidesOf(observations)
  return twice.total > 0 && [twice, ...inside].every(neverFails)
}

/** Whether it fails the second time behind a whole run of the suite, in a process started from nothing. */
function failsAfterAll(observations: readonly Observation[]): boolean {
  const after = observations.filter(({ purpose, again }) => purpose === 'after' && again)
  const cold = after.filter(({ host }) => host === 'cold')
  return cold.length > 0 && cold.every(({ outcome }) => isFailure(outcome))
}

function passesAlone(alone: Side, company: readonly Side[], changing: Side | undefined): Judgement {
  // An order that always fails is the best witness; the suite's own order before others.
  const steady = company.filter((side) => alwaysFails(side) && sameReason(side))
  const witness = mostSeen(steady)
  if (witness && !changing) return difference('victim', alone, witness, false)
  const unsteady = company
    .filter(({ failed }) => failed > 0)
    .find((side) => fisher(alone, side) < ALPHA / company.length && sameReason(side))
  if (unsteady) return difference('victim', alone, unsteady, true)
  if (!changing)
    return {
      kind: 'undecided',
      note: 'passes alone; in company it fails with another error each time',
    }
  return {
    kind: 'flaky',
    note: `failed ${fraction(changing)} in the same order`,
    changing: witness ?? changing,
  }
}

function failsAlone(alone: Side, company: readonly Side[], changing: Side | undefined): Judgement {
  const passing = mostSeen(company.filter(neverFails))
  if (passing && !changing) return difference('brittle', alone, passing, false)
  if (passing && fisher(passing, alone) < ALPHA / company.length)
    return difference('brittle', alone, passing, true)
  if (changing) {
    const note = `failed ${fraction(changing)} in the same order`
    return { kind: 'flaky', note, ...(passing ? { changing: passing } : {}) }
  }
  const failureAlone = failureOf(alone)
  const other = mostSeen(
    company.filter((side) => {
      const failure = failureOf(side)
      return failure && failureAlone && !sameError(failure, failureAlone)
    }),
  )
  const failure = other && failureOf(other)
  const steady = other && sameExactly(other) && sameExactly(alone)
  if (!steady || !failure || !failureAlone) return { kind: 'broken', failure: failureAlone }
  return {
    kind: 'masked',
    difference: { alone, company: other, failure, failureAlone, unsteady: false },
  }
}

function difference(
  kind: 'victim' | 'brittle',
  alone: Side,
  company: Side,
  unsteady: boolean,
): Judgement {
  const failure = failureOf(kind === 'victim' ? company : alone)
  const unknown: Failure = { type: 'Error', message: '', normalized: '' }
  return { kind, difference: { alone, company, failure: failure ?? unknown, unsteady } }
}

/** The side with the most repeats; the earliest of equals, which puts the suite's own order first. */
function mostSeen(sides: readonly Side[]): Side | undefined {
  return sides.reduce<Side | undefined>(
    (best, side) => (best && best.total >= side.total ? best : side),
    undefined,
  )
}

/** Same fingerprint or no credit: failures that differ are not repeats of one another. */
function sameReason({ seen }: Side): boolean {
  const failures = seen.filter(({ outcome }) => isFailure(outcome)).map(({ failure }) => failure)
  return failures.every((failure) => sameFailure(failure, failures[0]))
}

function sameExactly({ seen }: Side): boolean {
  const [first, ...others] = seen.flatMap(({ failure }) => failure ?? [])
  return others.every((other) => first && sameError(first, other))
}

function isMixedAnywhere(sides: readonly Side[]): boolean {
  return sides.some(isMixed)
}

function fraction({ failed, total }: Side): string {
  return `${String(failed)} of ${String(total)} times`
}

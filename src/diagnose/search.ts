import type { Order } from '../model/order.js'

/** Does what is looked for show in the last test of this order? */
export interface Question {
  /** Never empty; what stands before the last entry is its company. */
  readonly order: Order
  /** Files that are imported first, of which nothing runs. */
  readonly imports?: readonly string[]
  /** Doubts about a 'does-not': it takes more runs than usual. Counted as confirmation, not as search. */
  readonly sure?: true
  /** Known to reproduce; asked anew whenever it is asked, to see whether the state is still there. */
  readonly control?: true
}

/** `reproduces` costs one matching failure; `does-not` as many passes as the stated error needs. */
export type Answer = 'reproduces' | 'does-not' | 'undecided'

/**
 * A search: yields questions that do not depend on one another, receives their answers in the same order. Pure, so
 * that what it finds, and at how many runs, can be tested without a process.
 */
export type Search<R> = Generator<readonly Question[], R, readonly Answer[]>

/** Puts items (tests, or files to import) before the victim. */
export type Ask = (items: readonly string[]) => Question

function* askOne(question: Question): Search<Answer> {
  const [answer] = yield [question]
  return answer ?? 'undecided'
}

export function* reproduces(question: Question): Search<boolean> {
  return (yield* askOne(question)) === 'reproduces'
}

/** Not merely undecided: what is looked for is not there, and nothing else is instead. */
export function* isGone(question: Question): Search<boolean> {
  return (yield* askOne(question)) === 'does-not'
}

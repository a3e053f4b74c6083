import { amplify } from './amplify.js'
import { peel } from './peel.js'
import { reproduces, type Answer, type Question, type Search } from './search.js'
import { shrink } from './shrink.js'
import { tippingPoint } from './tipping-point.js'

/** What may be to blame, and how it is asked about. Items are tests, or files that are imported. */
export interface Terrain {
  /** Stand before the victim in an order that reproduces. */
  readonly failing: readonly string[]
  /** All that can stand before it, in an order that is allowed. */
  readonly all: readonly string[]
  readonly ask: (items: readonly string[]) => Question
  /** The item so often, and others around it; undefined: repeating makes no sense. */
  readonly repeated?: (item: string, times: number, others: readonly string[]) => Question
}

export type Found =
  /** One item is enough. */
  | { readonly kind: 'one'; readonly item: string }
  /** All of these are needed, in this order. */
  | { readonly kind: 'several'; readonly items: readonly string[] }
  /** The tipping item, that often, is enough. */
  | { readonly kind: 'counted'; readonly tipping: string; readonly threshold: number }
  /** As many different items as these are enough; the last one tips. */
  | { readonly kind: 'distinct'; readonly items: readonly string[] }
  /** The order that failed does not reproduce here, or only without any company. */
  | { readonly kind: 'nothing'; readonly ruledOut: string }

/** Noise that slips through is found out and the search begins again with what it taught; this often. */
const MOST_ATTEMPTS = 6

/**
 * Who did it: the tipping point of the failing prefix, then whether that item is enough, or enough when repeated
 * (accumulation), else what else is needed, and whether other items can stand in for that.
 *
 * One polluter costs ⌈log2 n⌉ + 1 questions.
 */
export function* findCause(terrain: Terrain): Search<Found> {
  const { ask, repeated } = terrain
  let failing = terrain.failing
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const length = yield* tippingPoint(0, failing.length, (upTo) => ask(failing.slice(0, upTo)))
    const tipping = failing[length - 1]
    if (tipping === undefined) break
    // No shorter one did: whether the whole order does, here, has not been seen.
    if (length === failing.length && !(yield* reproduces(surely(ask(failing)))))
      return { kind: 'nothing', ruledOut: 'the order that failed does not reproduce it' }
    if (yield* reproduces(ask([tipping]))) return { kind: 'one', item: tipping }
    const before = failing.slice(0, length - 1)
    if (before.length === 0) {
      // What was seen in detection is not seen here.
      return { kind: 'nothing', ruledOut: `${tipping} alone does not reproduce it` }
    }
    // It tips, and is not enough: unless one of these two passed by chance.
    const [early, single] = yield [ask(before), ask([tipping])].map(surely)
    if (single === 'reproduces') return { kind: 'one', item: tipping }
    if (early === 'reproduces') {
      failing = before
      continue
    }
    if (repeated) {
      const threshold = yield* countUp(length, (times) => repeated(tipping, times, []))
      if (threshold !== undefined) return { kind: 'counted', tipping, threshold }
    }
    const needed = yield* peel(before, [tipping], ask)
    const minimal = yield* checked(needed, ask)
    if (!minimal)
      return {
        kind: 'nothing',
        ruledOut: `${needed.join(', ')}: without one of them it is not gone`,
      }
    if (minimal.length === 1 && minimal[0] !== undefined) return { kind: 'one', item: minimal[0] }
    return { kind: (yield* canStandIn(minimal, terrain)) ? 'distinct' : 'several', items: minimal }
  }
  return { kind: 'nothing', ruledOut: 'its failures come and go' }
}

/** One repeat less is not enough: if that passed by chance, what it taught makes the next search more careful. */
function* countUp(most: number, repeated: (times: number) => Question): Search<number | undefined> {
  let highest = most
  for (;;) {
    const threshold = yield* amplify(highest, repeated)
    if (threshold === undefined || threshold <= 2) return threshold
    if (!(yield* reproduces(surely(repeated(threshold - 1))))) return threshold
    highest = threshold - 1
  }
}

function surely(question: Question): Question {
  return { ...question, sure: true }
}

/**
 * Each is needed while the others are there; if not, cleaners or chance have misled the search.
 *
 * @returns undefined: without one of them it is neither there nor gone, as when the victim fails with another error
 */
function* checked(
  needed: readonly string[],
  ask: Terrain['ask'],
): Search<readonly string[] | undefined> {
  const answers = yield* withoutEach(needed, ask)
  const isOpen = answers.includes('undecided')
  if (!answers.includes('reproduces')) return isOpen ? undefined : needed
  const least = yield* shrink(needed, ask)
  return isOpen && (yield* withoutEach(least, ask)).includes('undecided') ? undefined : least
}

function* withoutEach(items: readonly string[], ask: Terrain['ask']): Search<readonly Answer[]> {
  return yield items.map((item) => surely(ask(items.filter((other) => other !== item))))
}

/**
 * One of them is left out, everything else is there: if that is enough, whichever is left out, it is their number that
 * counts. Of co-polluters at most some have a stand-in.
 */
function* canStandIn(items: readonly string[], { all, ask }: Terrain): Search<boolean> {
  if (all.length <= items.length) return false
  const without = (item: string) => ask(all.filter((other) => other !== item))
  const [first = '', ...others] = items
  if (!(yield* reproduces(without(first)))) return false
  return (yield others.map(without)).every((answer) => answer === 'reproduces')
}

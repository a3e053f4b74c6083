import { orderKey, type Order } from '../model/order.js'
import { isFailure, isVerdict, type TestResult } from '../model/outcome.js'
import type { HostKind, RunRecord, RunRequest } from '../model/run.js'
import type { Answer, Question, Search } from './search.js'
import { decide, estimate, type Rates, type Tally } from './sequential-test.js'

/** What is looked for, where, and all that was seen of it. */
export interface Oracle {
  readonly project: string
  readonly host: HostKind
  /** Whether a result of the victim is what is looked for; undefined: it says nothing. */
  readonly shows: (result: TestResult) => boolean | undefined
  /** How often it showed before the search, in the order that was confirmed and without any company. */
  readonly polluted: Tally
  readonly clean: Tally
  readonly seen: Map<string, Seen>
  readonly counts: { search: number; confirm: number }
  /** So many runs in which the victim failed in another way than the one that is looked for. */
  otherwise: number
  /** A control no longer reproduced after so many ms, in a process where it should have. */
  expiresMs?: number
}

/** Yields requests; receives for each the record of its run, in the same order. */
export type Asking<R> = Generator<readonly RunRequest[], R, readonly (RunRecord | undefined)[]>

/** An order and what it came to. */
export interface Seen extends Tally {
  readonly order: Order
  readonly imports: readonly string[]
}

/** A run that says nothing about the victim is made once more from nothing, by itself; then there is no answer. */
const MOST_EMPTY = 2

export function openOracle(
  of: Omit<Oracle, 'seen' | 'counts' | 'otherwise' | 'expiresMs'>,
): Oracle {
  return { ...of, seen: new Map(), counts: { search: 0, confirm: 0 }, otherwise: 0 }
}

/**
 * Answers a search by runs: each question as often as the sequential test asks for, nothing twice that is known already.
 * Questions of one batch go out together, so that a host that clones itself serves them as a tree.
 */
export function* answering<R>(search: Search<R>, oracle: Oracle): Asking<R> {
  let step = search.next()
  while (!step.done) step = search.next(yield* answers(step.value, oracle))
  return step.value
}

function* answers(questions: readonly Question[], oracle: Oracle): Asking<readonly Answer[]> {
  const fresh = new Map<Question, Tally>()
  const empty = new Map<Question, number>()
  const isCold = new Set<Question>()
  // What passes beside a control teaches something only if the control reproduces: until then it is held back.
  const held = new Map<string, Tally>()
  const isControlled = questions.some(({ control }) => control)
  const answerOf = (question: Question): Answer | undefined => {
    const key = keyOf(question)
    const known = question.control ? fresh.get(question) : sum(oracle.seen.get(key), held.get(key))
    const answer = decide(known ?? NOTHING, ratesOf(oracle), question.sure)
    return answer ?? ((empty.get(question) ?? 0) >= MOST_EMPTY ? 'undecided' : undefined)
  }
  for (;;) {
    // Repeats of one order must not share their beginning, so each question has one run under way.
    const asked = distinct(questions.filter((question) => answerOf(question) === undefined))
    if (asked.length === 0) {
      const all = questions.map((question) => answerOf(question) ?? 'undecided')
      const expired = questions.some(({ control }, index) => control && all[index] !== 'reproduces')
      for (const question of expired ? [] : distinct(questions)) {
        const passes = held.get(keyOf(question))
        if (passes) note(oracle, question, passes)
        held.delete(keyOf(question))
      }
      return all
    }
    const requests = asked.map((question) => requestOf(question, oracle, isCold.has(question)))
    for (const question of asked)
      oracle.counts[question.sure || question.control ? 'confirm' : 'search'] += 1
    const records = yield requests
    asked.forEach((question, index) => {
      const record = records[index]
      const result = record?.results.at(-1)
      const shown = result && isVerdict(result.outcome) ? oracle.shows(result) : undefined
      if (record?.end.kind === 'void' || shown === undefined) {
        const isOther = record?.end.kind !== 'void' && result && isFailure(result.outcome)
        if (isOther) oracle.otherwise += 1
        // Once a cold process has shown another error too, one more such run says as much as two.
        const isKnown = isOther && oracle.otherwise > MOST_EMPTY
        empty.set(question, isKnown ? MOST_EMPTY : (empty.get(question) ?? 0) + 1)
        isCold.add(question)
        return
      }
      if (question.control && !shown)
        oracle.expiresMs = Math.min(oracle.expiresMs ?? Infinity, age(records, index))
      if (question.control) fresh.set(question, added(fresh.get(question), shown))
      const key = keyOf(question)
      if (isControlled && !shown) held.set(key, added(held.get(key), false))
      else note(oracle, question, added(NOTHING, shown))
    })
  }
}

/** How old a beginning was by then that several orders share: those of one tree take the same time each. */
function age(records: readonly (RunRecord | undefined)[], index: number): number {
  const each = records[index]?.wallMs ?? 0
  let first = index
  while (first > 0 && records[first - 1]?.wallMs === each) first -= 1
  return Math.round(each * (index - first + 1))
}

/** The smallest order that was seen to reproduce. */
export function smallest(oracle: Oracle): Seen | undefined {
  const size = ({ order, imports }: Seen) => order.length + imports.length
  return [...oracle.seen.values()]
    .filter(({ shows }) => shows > 0)
    .reduce<Seen | undefined>(
      (best, each) => (best && size(best) <= size(each) ? best : each),
      undefined,
    )
}

export function ratesOf({ polluted, clean, seen }: Oracle): Rates {
  let [shows, total] = [polluted.shows, polluted.total]
  for (const each of seen.values()) {
    // The first sight chose the order: only the others say how often.
    if (each.shows > 0) [shows, total] = [shows + each.shows - 1, total + each.total - 1]
  }
  return estimate({ shows, total }, clean)
}

function note(oracle: Oracle, question: Question, tally: Tally): void {
  const key = keyOf(question)
  const { order, imports = [] } = question
  oracle.seen.set(key, { order, imports, ...sum(oracle.seen.get(key), tally) })
}

function sum(a: Tally = NOTHING, b: Tally = NOTHING): Tally {
  return { shows: a.shows + b.shows, total: a.total + b.total }
}

function added(tally: Tally = NOTHING, shown: boolean): Tally {
  return { shows: tally.shows + (shown ? 1 : 0), total: tally.total + 1 }
}

const NOTHING: Tally = { shows: 0, total: 0 }

function requestOf(
  { order, imports }: Question,
  { project, host }: Oracle,
  cold: boolean,
): RunRequest {
  const from = imports && imports.length > 0 ? ({ collect: imports } as const) : {}
  // A host that has imported everything cannot tell what importing does.
  if (cold || imports) return { purpose: 'search', project, order, host: 'cold', ...from }
  return { purpose: 'search', project, order, host }
}

function keyOf({ order, imports = [] }: Question): string {
  return `${imports.join('\n')}\n\n${orderKey(order)}`
}

/** Equal questions are asked once, but for controls. */
function distinct(questions: readonly Question[]): Question[] {
  const keys = new Set<string>()
  return questions.filter((question) => {
    if (question.control) return true
    const key = keyOf(question)
    return keys.has(key) ? false : keys.add(key)
  })
}

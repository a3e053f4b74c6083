import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderKey } from '../model/order.js'
import { isFailure, type Outcome } from '../model/outcome.js'
import type { RunEnd, RunRecord, RunRequest } from '../model/run.js'
import { VICTIM } from '../simulation/scenario.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import { findCause } from './find-cause.js'
import { generatedSuite } from './generated-suite.fixture.js'
import { answering, openOracle, ratesOf, smallest, type Asking, type Oracle } from './oracle.js'
import type { Answer, Question, Search } from './search.js'
import { driveNow, terrainOf } from './trial.fixture.js'

/** Safety net: the longest test takes a tenth of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

function oracleOf(known: Partial<Oracle> = {}): Oracle {
  return openOracle({
    project: 'p',
    host: 'forking',
    shows: ({ outcome }) => isFailure(outcome),
    polluted: { shows: 5, total: 5 },
    clean: { shows: 0, total: 5 },
    ...known,
  })
}

function* askAll(questions: readonly Question[]): Search<readonly Answer[]> {
  return yield questions
}

/** The same search, content with one run a question: who wants to be sure has a question repeated that has its answer. */
function* withoutDoubts<R>(search: Search<R>): Search<R> {
  let step = search.next()
  while (!step.done)
    step = search.next(yield step.value.map(({ sure: _, ...question }) => question))
  return step.value
}

function about(...company: string[]): Question {
  return { order: [...company, VICTIM] }
}

function recordOf(
  request: RunRequest,
  outcome: Outcome,
  end: RunEnd = { kind: 'completed' },
): RunRecord {
  const results = request.order.map((id) => ({ id, outcome, durationMs: 1 }))
  return { run: 'r', request, end, results, stray: [], wallMs: 1, cpuMs: 1, processes: 1 }
}

/** The requests of each step, with this outcome for all of them in that step. */
function stepThrough<R>(asking: Asking<R>, outcomes: readonly Outcome[]) {
  const asked: (readonly RunRequest[])[] = []
  let step = asking.next()
  for (const outcome of outcomes) {
    if (step.done) break
    asked.push(step.value)
    step = asking.next(step.value.map((request) => recordOf(request, outcome)))
  }
  return { asked, result: step.done ? step.value : undefined }
}

describe('questions and the runs that they cost', PATIENT, () => {
  test('no order is run twice in two searches, if one run is enough for an answer', () => {
    fc.assert(
      fc.property(generatedSuite({ cleaners: true }), ({ suite, others }) => {
        const asked: string[] = []
        const host = openSimulatedHost(suite, 1)
        const search = function* (): Search<void> {
          // The second search knows what the first one has learnt.
          yield* findCause(terrainOf(others))
          yield* findCause(terrainOf(others))
        }
        driveNow(answering(withoutDoubts(search()), oracleOf({ host: 'warm' })), (requests) => {
          asked.push(...requests.map(({ order }) => orderKey(order)))
          return host.execute(requests)
        })
        expect(new Set(asked).size).toBe(asked.length)
      }),
      { numRuns: 100 },
    )
  })

  test('two equal questions cost one run, and a question that has been answered costs none', () => {
    const oracle = oracleOf()
    const twice = stepThrough(answering(askAll([about('a'), about('a')]), oracle), ['passed'])
    expect(twice.asked).toMatchObject([[{ order: ['a', VICTIM] }]])
    expect(twice.result).toEqual(['does-not', 'does-not'])
    const again = stepThrough(answering(askAll([about('a')]), oracle), [])
    expect(again.result).toEqual(['does-not'])
    expect(oracle.counts).toEqual({ search: 1, confirm: 0 })
  })

  test('repeats of one order are never asked for in one batch, since they would share their beginning', () => {
    const oracle = oracleOf({ polluted: { shows: 5, total: 10 } })
    const questions = [about('a'), about('b'), about('a')]
    const { asked, result } = stepThrough(
      answering(askAll(questions), oracle),
      Array.from({ length: 40 }, () => 'passed' as const),
    )
    expect(asked.length).toBeGreaterThan(3)
    for (const batch of asked)
      expect(new Set(batch.map(({ order }) => orderKey(order))).size).toBe(batch.length)
    expect(result).toEqual(['does-not', 'does-not', 'does-not'])
  })

  test('a control is run each time it is asked, and counts as confirmation', () => {
    const oracle = oracleOf()
    const control: Question = { ...about('a'), control: true }
    for (let time = 0; time < 3; time++)
      expect(stepThrough(answering(askAll([control]), oracle), ['failed']).asked).toHaveLength(1)
    expect(oracle.counts).toEqual({ search: 0, confirm: 3 })
  })

  test('a question about importing a file is run in a cold process that imports it', () => {
    const question = { ...about(), imports: ['a.test'] }
    const { asked } = stepThrough(answering(askAll([question]), oracleOf()), ['passed'])
    expect(asked).toMatchObject([[{ host: 'cold', collect: ['a.test'], order: [VICTIM] }]])
  })
})

describe('a run that says nothing about the victim', () => {
  test.each<[string, Outcome, RunEnd]>([
    ['void', 'passed', { kind: 'void', why: 'another order' }],
    ['missing', 'missing', { kind: 'crashed' }],
    ['skipped', 'skipped', { kind: 'completed' }],
  ])(
    'is repeated once in a cold process, after which the question stays undecided (%s)',
    (_, outcome, end) => {
      const oracle = oracleOf()
      const asking = answering(askAll([about('a')]), oracle)
      const hosts: string[] = []
      let step = asking.next()
      while (!step.done) {
        hosts.push(...step.value.map(({ host }) => host))
        step = asking.next(step.value.map((request) => recordOf(request, outcome, end)))
      }
      expect(hosts).toEqual(['forking', 'cold'])
      expect(step.value).toEqual(['undecided'])
      expect(oracle.seen.size).toBe(0)
    },
  )

  test('leaves the answer to its repeat in a cold process', () => {
    const { asked, result } = stepThrough(answering(askAll([about('a')]), oracleOf()), [
      'missing',
      'failed',
    ])
    expect(asked.flat().map(({ host }) => host)).toEqual(['forking', 'cold'])
    expect(result).toEqual(['reproduces'])
  })

  test('may be one in which the victim fails in another way than the one looked for', () => {
    const oracle = oracleOf({ shows: () => undefined })
    const { result } = stepThrough(answering(askAll([about('a')]), oracle), ['failed', 'failed'])
    expect(result).toEqual(['undecided'])
  })
})

test('another error costs a repeat in a cold process at first, and one run for each question from then on', () => {
  const oracle = oracleOf({ shows: () => undefined })
  const hosts = (...company: string[]) =>
    stepThrough(answering(askAll([about(...company)]), oracle), ['failed', 'failed'])
      .asked.flat()
      .map(({ host }) => host)
  expect(hosts('a')).toEqual(['forking', 'cold'])
  expect(hosts('b')).toEqual(['forking'])
  expect(oracle.otherwise).toBe(3)
})

describe('from all runs that the oracle has seen,', () => {
  test('the shortest order that made the victim fail is known', () => {
    const oracle = oracleOf()
    stepThrough(answering(askAll([about('a', 'b', 'c')]), oracle), ['failed'])
    stepThrough(answering(askAll([about('b', 'c')]), oracle), ['failed'])
    stepThrough(answering(askAll([about('c')]), oracle), ['passed'])
    expect(smallest(oracle)?.order).toEqual(['b', 'c', VICTIM])
    expect(smallest(oracleOf())).toBeUndefined()
  })

  test('a lower failure rate is expected, if an order made the victim fail once and then no more', () => {
    const oracle = oracleOf()
    const seen = (shows: number, total: number) =>
      oracle.seen.set('a', { ...about('a'), imports: [], shows, total })
    seen(1, 1)
    expect(ratesOf(oracle).present).toBe(1)
    seen(1, 3)
    expect(ratesOf(oracle).present).toBeLessThan(1)
    // An order that never reproduced says nothing of how often one does.
    seen(0, 9)
    expect(ratesOf(oracle).present).toBe(1)
  })
})

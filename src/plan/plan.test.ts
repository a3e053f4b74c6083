import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord } from '../model/run-record.fixture.js'
import type { TestCase } from '../model/suite.js'
import { lanesOf } from './lanes.js'
import { makePlan, mostAfter, type PlannedStage } from './plan.js'
import { summarize } from './summary.js'
import { suspects } from './suspects.js'

/** Two files with a process each: three tests in one, a single one in the other. */
const crowd = suiteOf(['a > 1', 'a > 2', 'a > 3'], { domain: 'a' })
const loner = suiteOf(['b > 4'], { domain: 'b' })
const lanes = lanesOf([...crowd, ...loner])
const all = { isolate: { kind: 'all' }, rounds: 0, seed: 7 } as const
/** Safety net: four million entries take half a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

const ordersOf = (stages: readonly PlannedStage[], stage: string): (readonly string[])[] =>
  stages
    .filter((each) => each.stage === stage)
    .flatMap(({ requests }) => requests.map(({ order }) => order))

test('a lane holds the tests that may share a process, without those that are skipped or still to do', () => {
  const skipped = suiteOf(['a > 0'], { domain: 'a', mode: 'skip' })
  const todo = suiteOf(['c > 5'], { domain: 'c', mode: 'todo' })
  const found = lanesOf([...skipped, ...crowd, ...loner, ...todo])
  expect(found).toEqual([
    { domain: 'a', project: 'app', tests: crowd },
    { domain: 'b', project: 'app', tests: loner },
  ])
})

test('a project that spreads its tests over several processes is run once that way, after the own order, with nothing beside it', () => {
  const spread = makePlan(lanes, { ...all, spreads: () => true })
  expect(spread.map(({ stage }) => stage).slice(0, 3)).toEqual(['together', 'lanes', 'alone'])
  expect(spread[1]?.requests).toMatchObject([
    { order: ['a > 1', 'a > 2', 'a > 3'], spread: true, exclusive: true },
  ])
  expect(makePlan(lanes, all).some(({ stage }) => stage === 'lanes')).toBe(false)
})

test('every lane runs together and twice; only lanes of several tests run alone, reversed and shuffled', () => {
  const stages = makePlan(lanes, { ...all, rounds: 2 })
  expect(stages.map(({ stage }) => stage)).toEqual([
    'together',
    'alone',
    'reverse',
    'twice',
    'shuffle',
    'shuffle',
  ])
  expect(ordersOf(stages, 'together')).toEqual([['a > 1', 'a > 2', 'a > 3'], ['b > 4']])
  expect(ordersOf(stages, 'alone')).toEqual([['a > 1'], ['a > 2'], ['a > 3']])
  expect(ordersOf(stages, 'reverse')).toEqual([['a > 3', 'a > 2', 'a > 1']])
  expect(ordersOf(stages, 'twice')).toEqual([
    ['a > 1', 'a > 2', 'a > 3', 'a > 1', 'a > 2', 'a > 3'],
    ['b > 4', 'b > 4'],
  ])
  const purposes = stages.flatMap(({ requests }) => requests.map(({ purpose }) => purpose))
  expect(purposes.filter((purpose) => purpose.startsWith('shuffle'))).toEqual([
    'shuffle:7',
    'shuffle:8',
  ])
})

test('with isolate: suspects no test is planned to run alone, and that stage comes last; with a sample, as many as it says are', () => {
  const none = makePlan(lanes, { ...all, isolate: { kind: 'suspects' } })
  expect(none.map(({ stage }) => stage)).toEqual(['together', 'reverse', 'twice', 'alone'])
  expect(ordersOf(none, 'alone')).toEqual([])
  const two = makePlan(lanes, { ...all, isolate: { kind: 'sample', size: 2 } })
  expect(ordersOf(two, 'alone')).toHaveLength(2)
  const more = makePlan(lanes, { ...all, isolate: { kind: 'sample', size: 99 } })
  expect(ordersOf(more, 'alone')).toHaveLength(3)
})

test('a test that failed in company is run alone, unless that is planned anyway or its lane holds no other test', () => {
  const records = [
    runRecord('together', [
      ['a > 1', 'boom'],
      ['a > 2', 'crashed'],
      ['a > 3', 'missing'],
    ]),
    runRecord('together', [['b > 4', 'boom']]),
    runRecord('reverse', [['a > 1', 'boom']]),
  ]
  const orders = (known: readonly TestCase[]) => {
    const planned = known.map(({ id }) => ({
      purpose: 'alone',
      project: 'app',
      order: [id],
      host: 'warm' as const,
    }))
    return suspects(lanes, planned, records).map(({ order }) => order)
  }
  expect(orders([])).toEqual([['a > 1'], ['a > 2']])
  expect(orders(crowd.slice(0, 1))).toEqual([['a > 2']])
})

test('without shuffles the plan ends with orders for pairs, bounded by time; a lane of two tests needs none', () => {
  const two = suiteOf(['c > 5', 'c > 6'], { domain: 'c' })
  const stages = makePlan(lanesOf([...crowd, ...loner, ...two]), { ...all, pairs: true })
  const last = stages.at(-1)
  expect(last).toMatchObject({ stage: 'pairs', bounded: true })
  expect(last?.requests.map(({ purpose, order }) => ({ purpose, order }))).toEqual([
    { purpose: 'pairs:1', order: ['a > 1', 'a > 3', 'a > 2'] },
    { purpose: 'pairs:2', order: ['a > 3', 'a > 1', 'a > 2'] },
  ])
  const shuffled = makePlan(lanes, { ...all, pairs: true, rounds: 1 })
  expect(shuffled.some(({ stage }) => stage === 'pairs')).toBe(false)
})

test('the summary prices pairs at what they may take: as long as the tests alone, which seconds of a small suite never reach', () => {
  const many = lanesOf(suiteOf(Array.from({ length: 40 }, (_, at) => `a > ${String(at)}`)))
  const stages = makePlan(many, { ...all, pairs: true })
  const suite = { projects: [], tests: [], notCovered: [] }
  const pairsOf = (laneMs: number) =>
    summarize(suite, stages, { aloneMs: 1_000, laneMs }, 1).lines.find(
      ({ what }) => what === 'pairs',
    )
  // 40 tests of a second: of orders that take ten, four; of shorter ones all.
  expect(pairsOf(10_000)).toEqual({ what: 'pairs', runs: 4, estimateMs: 40_000 })
  expect(pairsOf(100)).toMatchObject({ runs: 39 })
})

test('the summary adds up runs and time, and four jobs are estimated to take less time than one', () => {
  const suite = { projects: [], tests: [...crowd, ...loner], notCovered: [] }
  const stages = makePlan(lanes, { ...all, rounds: 2 })
  const price = { aloneMs: 100, laneMs: 200 }
  const summary = summarize(suite, stages, price, 1)
  expect(summary).toMatchObject({
    tests: 4,
    files: 2,
    totalRuns: 10,
    estimateMs: 3 * 100 + 7 * 200,
  })
  expect(summary.lines.map(({ what, runs }) => `${what} ${String(runs)}`)).toEqual([
    'together 2',
    'alone 3',
    'reverse 1',
    'twice 2',
    'shuffle 2',
  ])
  // Time: two lanes together, three tests alone, one lane reversed, two twice, one in each shuffle.
  expect(summarize(suite, stages, price, 4).estimateMs).toBe(200 + 100 + 200 + 200 + 2 * 200)
})

test('a test that the project runs in a process of its own is not run twice in one process', () => {
  const isolated = suiteOf(['f > 1'], { domain: 'f 1', isolated: true })
  const stages = makePlan(lanesOf([...isolated, ...loner]), all)
  expect(ordersOf(stages, 'twice')).toEqual([['b > 4', 'b > 4']])
  expect(ordersOf(stages, 'together')).toEqual([['f > 1'], ['b > 4']])
})

test(
  'beyond 2,000 tests, fewer of them run after the whole suite, which keeps a plan below 4.1 million entries',
  PATIENT,
  () => {
    expect([1, 50, 2_000, 4_000, 10_000].map(mostAfter)).toEqual([1, 50, 2_000, 1_000, 400])
    const tests = suiteOf(Array.from({ length: 3_000 }, (_, index) => `f > ${String(index)}`))
    const entries = (stages: readonly PlannedStage[]): number =>
      stages.flatMap(({ requests }) => requests).reduce((sum, { order }) => sum + order.length, 0)
    const plan = makePlan(lanesOf(tests), { ...all, rounds: 1, clones: () => true })
    // Entries: together, alone, reverse, twice, one shuffle, and 1,333 tests that each run after the whole suite.
    expect(entries(plan)).toBe(3_000 * (1 + 1 + 1 + 2 + 1) + 1_333 * 3_001)
    expect(entries(plan)).toBeLessThan(4_100_000)
  },
)

test('tests that are known to pass alone run alone only once they have failed in company, and not a second time', () => {
  const stages = makePlan(lanes, { ...all, passedAlone: new Set(['a > 1', 'a > 3']) })
  expect(stages.map(({ stage }) => stage)).toEqual([
    'together',
    'alone',
    'reverse',
    'twice',
    'alone',
  ])
  expect(ordersOf(stages, 'alone')).toEqual([['a > 2']])
  const seen = [runRecord('alone', [['a > 2', 'boom']]), runRecord('reverse', [['a > 3', 'boom']])]
  const late = suspects(lanes, [], seen)
  expect(late.map(({ order }) => order)).toEqual([['a > 3']])
})

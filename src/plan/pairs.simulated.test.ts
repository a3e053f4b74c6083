import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTests } from '../simulation/simulated-suite.js'
import { lanesOf } from './lanes.js'
import { makePlan } from './plan.js'

/** Safety net: the largest suite takes a second or two on an idle machine. */
const PATIENT = { timeout: 120_000 }

/** A suite in files of ten, with so many cleaners of one polluter, all in places that a seed picks. */
function shielded(size: number, cleaners: number, seed: number): SimulatedTests {
  const random = xoroshiro128plus(seed)
  const places = Array.from({ length: size }, (_, at) => ({ at, rank: uniformFloat64(random) }))
  const [victim, polluter, ...others] = places.sort((a, b) => a.rank - b.rank).map(({ at }) => at)
  const cleaning = new Set(others.slice(0, cleaners))
  return Object.fromEntries(
    Array.from({ length: size }, (_, at) => [
      `f${String(Math.floor(at / 10))} > ${String(at)}`,
      at === victim
        ? { failsAt: { state: 'x' } }
        : at === polluter
          ? { leaves: 'x' }
          : cleaning.has(at)
            ? { cleans: 'x' }
            : {},
    ]),
  )
}

/** Whether any of the orders of the plan makes a test fail. */
function isFound(tests: SimulatedTests, pairs: boolean): boolean {
  const plan = makePlan(lanesOf(suiteOf(Object.keys(tests))), {
    ...{ isolate: { kind: 'all' }, rounds: 0, seed: 1, pairs },
  })
  const host = openSimulatedHost({ tests }, 1)
  const orders = plan.filter(({ stage }) => stage !== 'alone' && stage !== 'twice')
  return orders.some(({ requests }) =>
    requests.some((request) =>
      host
        .execute([request])
        .some(({ results }) => results.some(({ outcome }) => outcome === 'failed')),
    ),
  )
}

function foundOf(trials: number, cleaners: number, pairs: boolean): number {
  const seeds = Array.from({ length: trials }, (_, seed) => seed)
  return seeds.filter((seed) => isFound(shielded(50, cleaners, seed), pairs)).length
}

// Own order, reverse and 17 others. Were files not kept in one piece, each would show it once in so many orders as there are cleaners, and
// two: 100, 100, 97 and 81 of 100. That they are makes it less; the bounds leave room for other arrangements.
test.each([
  { cleaners: 1, least: 36 },
  { cleaners: 2, least: 34 },
  { cleaners: 4, least: 30 },
  { cleaners: 10, least: 18 },
])(
  'of 40 victims with $cleaners cleaners among 50 tests at least $least show in the orders of the plan, and far fewer without pairs',
  PATIENT,
  ({ cleaners, least }) => {
    const found = foundOf(40, cleaners, true)
    const before = foundOf(40, cleaners, false)
    expect(found).toBeGreaterThanOrEqual(least)
    expect(before).toBeLessThan(found)
  },
)

test.each([
  { size: 5, orders: 5 },
  { size: 50, orders: 17 },
  { size: 1_000, orders: 60 },
  { size: 10_000, orders: 20 },
])(
  'a suite of $size tests in files of ten has at most $orders orders',
  PATIENT,
  ({ size, orders }) => {
    const tests = lanesOf(suiteOf(Object.keys(shielded(size, 0, 1))))
    const plan = makePlan(tests, { isolate: { kind: 'suspects' }, rounds: 0, seed: 1, pairs: true })
    const pairs = plan.find(({ stage }) => stage === 'pairs')
    expect(pairs?.bounded).toBe(true)
    expect(pairs?.requests.length).toBeGreaterThan(0)
    expect(pairs?.requests.length).toBeLessThanOrEqual(orders)
  },
)

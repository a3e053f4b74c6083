import fc from 'fast-check'
import { testName, VICTIM } from '../simulation/scenario.js'
import type { Leaving, SimulatedSuite, SimulatedTest } from '../simulation/simulated-suite.js'

const STATES = ['x', 'y', 'z']

interface Generated {
  readonly suite: SimulatedSuite
  readonly others: readonly string[]
}

interface Polluter {
  readonly leaves?: readonly Leaving[]
  readonly cleans?: string
}

/** Suites with a victim behind polluters, sets, thresholds, weights, tests that count once, and cleaners if wanted. */
export function generatedSuite({
  cleaners,
}: {
  readonly cleaners: boolean
}): fc.Arbitrary<Generated> {
  const state = fc.constantFrom(...STATES)
  const leaving: fc.Arbitrary<Leaving> = fc.oneof(
    fc.record({ state }),
    fc.record({ state, weight: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ state, distinct: fc.constant(true as const) }),
  )
  const other: fc.Arbitrary<Polluter> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: fc.record({ leaves: fc.array(leaving, { minLength: 1, maxLength: 2 }) }),
    },
    { weight: cleaners ? 1 : 0, arbitrary: fc.record({ cleans: state }) },
  )
  return fc
    .tuple(
      fc.array(other, { minLength: 1, maxLength: 60, size: 'max' }),
      fc.subarray(STATES, { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
    )
    .map(([tests, states, amount]) => {
      const others = tests.map((_, index) => testName(index))
      const named = tests.map((each, index) => [testName(index), each] as const)
      const victim = victimOf(leftBy(tests), states, amount)
      return {
        suite: { tests: Object.fromEntries<SimulatedTest>([...named, [VICTIM, victim]]) },
        others,
      }
    })
}

/** Asks for no more than there is: of victims that ask for any amount most would not fail, and be of no use to most tests. */
function victimOf(
  left: ReadonlyMap<string, number>,
  states: readonly string[],
  amount: number,
): SimulatedTest {
  const there = states.filter((state) => (left.get(state) ?? 0) > 0)
  const most = Math.min(...there.map((state) => left.get(state) ?? 0))
  if (there.length === 0) return { failsAt: { state: states, amount } }
  return { failsAt: { state: there, amount: ((amount - 1) % most) + 1 } }
}

/** How much of each state is there once all of these have run. */
function leftBy(tests: readonly Polluter[]): ReadonlyMap<string, number> {
  const left = new Map<string, number>()
  for (const { leaves = [], cleans } of tests) {
    for (const { state, weight = 1 } of leaves) left.set(state, (left.get(state) ?? 0) + weight)
    if (cleans !== undefined) left.delete(cleans)
  }
  return left
}

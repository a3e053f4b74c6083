import fc from 'fast-check'
import { testName, VICTIM } from '../simulation/scenario.js'
import type { Leaving, SimulatedSuite, SimulatedTest } from '../simulation/simulated-suite.js'

const STATES = ['x', 'y', 'z']

/** Suites with a victim behind polluters, sets, thresholds, weights, tests that count once, and cleaners if wanted. */
export function generatedSuite({ cleaners }: { readonly cleaners: boolean }): fc.Arbitrary<{
  readonly suite: SimulatedSuite
  readonly others: readonly string[]
}> {
  const state = fc.constantFrom(...STATES)
  const leaving: fc.Arbitrary<Leaving> = fc.oneof(
    fc.record({ state }),
    fc.record({ state, weight: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ state, distinct: fc.constant(true as const) }),
  )
  const other: fc.Arbitrary<SimulatedTest> = fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    {
      weight: 3,
      arbitrary: fc.record({ leaves: fc.array(leaving, { minLength: 1, maxLength: 2 }) }),
    },
    { weight: cleaners ? 1 : 0, arbitrary: fc.record({ cleans: state }) },
  )
  const victim: fc.Arbitrary<SimulatedTest> = fc.record({
    failsAt: fc.record({
      state: fc.subarray(STATES, { minLength: 1 }),
      amount: fc.integer({ min: 1, max: 9 }),
    }),
  })
  return fc
    .tuple(fc.array(other, { minLength: 1, maxLength: 60, size: 'max' }), victim)
    .map(([tests, last]) => {
      const others = tests.map((_, index) => testName(index))
      const named = tests.map((each, index) => [testName(index), each] as const)
      return { suite: { tests: Object.fromEntries([...named, [VICTIM, last]]) }, others }
    })
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allOf, anyOneOf, type Scenario } from '../../simulation/scenario.js'
import { RIVALS } from '../contenders.js'
import { STEADY, tryOut } from '../search-trial.js'

const SIZE = 50

function answers(scenario: Scenario): Record<string, unknown> {
  return Object.fromEntries<unknown>(
    Object.entries(RIVALS).map(([name, contender]) => [
      name.split(' (')[0] ?? name,
      tryOut(scenario, contender(scenario), { seed: 1, polluted: STEADY }).found,
    ]),
  )
}

function places(count: number): fc.Arbitrary<number[]> {
  return fc
    .uniqueArray(fc.nat(SIZE - 1), { minLength: count, maxLength: count })
    .map((some) => some.toSorted((a, b) => a - b))
}

describe('rivals do what theirs do', () => {
  test('each finds one polluter', () => {
    fc.assert(
      fc.property(places(1), (at) => {
        const scenario = anyOneOf(SIZE, at)
        for (const said of Object.values(answers(scenario)))
          expect(said).toEqual({ kind: 'named', items: scenario.guilty })
      }),
    )
  })

  test('co-polluters are found by those that look at complements, and crash or escape the others', () => {
    fc.assert(
      fc.property(places(3), (at) => {
        const scenario = allOf(SIZE, at)
        const named = { kind: 'named', items: scenario.guilty }
        expect(answers(scenario)).toEqual({
          halving: { kind: 'gave-up', how: 'crashes' },
          'halving with complements': named,
          ddmin: named,
          pairwise: { kind: 'gave-up', how: 'none' },
        })
      }),
    )
  })

  test('of alternatives all but pairwise name one', () => {
    fc.assert(
      fc.property(places(2), (at) => {
        const scenario = anyOneOf(SIZE, at)
        const { pairwise, ...others } = answers(scenario)
        expect(pairwise).toEqual({ kind: 'named', items: scenario.guilty })
        for (const said of Object.values(others))
          expect(said).toMatchObject({ items: { length: 1 } })
      }),
    )
  })
})

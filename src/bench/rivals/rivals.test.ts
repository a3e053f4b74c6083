import { describe, expect, test } from 'vitest'
import { allOf, anyOneOf, type Scenario } from '../../simulation/scenario.js'
import { RIVALS } from '../contenders.js'
import { STEADY, tryOut } from '../search-trial.js'

/** So few that every placement can be tried: 12, 66 and 220. Halves of it are even and odd. */
const SIZE = 12
/** Safety net: each test takes a tenth of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

function answers(scenario: Scenario): Record<string, unknown> {
  return Object.fromEntries<unknown>(
    Object.entries(RIVALS).map(([name, contender]) => [
      name.split(' (')[0] ?? name,
      tryOut(scenario, contender(scenario), { seed: 1, polluted: STEADY }).found,
    ]),
  )
}

/** Every way in which so many tests can be placed among {@link SIZE}. */
function placements(count: number, from = 0): number[][] {
  if (count === 0) return [[]]
  const firsts = Array.from({ length: SIZE - from }, (_, index) => from + index)
  return firsts.flatMap((first) => placements(count - 1, first + 1).map((rest) => [first, ...rest]))
}

describe(
  'of the searches that leakcheck is compared with, wherever the guilty tests stand,',
  PATIENT,
  () => {
    test('each one names the only polluter', () => {
      for (const at of placements(1)) {
        const scenario = anyOneOf(SIZE, at)
        for (const said of Object.values(answers(scenario)))
          expect(said).toEqual({ kind: 'named', items: scenario.guilty })
      }
    })

    test('those that look at complements name three co-polluters, plain halving crashes, and pairwise finds none', () => {
      for (const at of placements(3)) {
        const scenario = allOf(SIZE, at)
        const named = { kind: 'named', items: scenario.guilty }
        expect(answers(scenario)).toEqual({
          halving: { kind: 'gave-up', how: 'crashes' },
          'halving with complements': named,
          ddmin: named,
          pairwise: { kind: 'gave-up', how: 'none' },
        })
      }
    })

    test('pairwise names both of two tests that pollute on their own, and each other one names one of them', () => {
      for (const at of placements(2)) {
        const scenario = anyOneOf(SIZE, at)
        const { pairwise, ...others } = answers(scenario)
        expect(pairwise).toEqual({ kind: 'named', items: scenario.guilty })
        for (const said of Object.values(others))
          expect(said).toMatchObject({ items: { length: 1 } })
      }
    })
  },
)

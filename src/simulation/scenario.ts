import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import type { SimulatedSuite, SimulatedTest, SimulatedTests } from './simulated-suite.js'

export const VICTIM = 'victim.test > fails'

const PER_FILE = 10

/** A victim behind others, some of which are guilty: the truth that a search is measured against. */
export interface Scenario {
  readonly suite: SimulatedSuite
  /** In the order in which they stand before the victim. */
  readonly others: readonly string[]
  readonly guilty: readonly string[]
}

export function testName(index: number): string {
  return `f${String(Math.floor(index / PER_FILE))}.test > t${String(index)}`
}

/** A suite with a victim behind innocent tests, of which some are given a behaviour. */
export function suiteWith(
  size: number,
  special: SimulatedTests,
  victim: SimulatedTest,
): SimulatedSuite & { readonly others: readonly string[] } {
  const others = Array.from({ length: size }, (_, index) => testName(index))
  const tests = Object.fromEntries([
    ...others.map((id) => [id, special[id] ?? {}] as const),
    [VICTIM, victim] as const,
  ])
  return { tests, others }
}

/** Any one of these is enough, this often (always). */
export function anyOneOf(size: number, places: readonly number[], rate = 1): Scenario {
  return scenario(size, places, () => 'x', { failsAt: { state: 'x', rate } })
}

/** So many of these are enough, whichever; one repeated counts as often. */
export function anyOf(size: number, places: readonly number[], amount: number): Scenario {
  return scenario(size, places, () => 'x', { failsAt: { state: 'x', amount } })
}

/** All of these are needed. */
export function allOf(size: number, places: readonly number[]): Scenario {
  const state = places.map((place) => `x${String(place)}`)
  return scenario(size, places, (place) => `x${String(place)}`, { failsAt: { state } })
}

/** So many different places, in order. */
export function placesFor(count: number, size: number, random: RandomGenerator): number[] {
  const places = new Set<number>()
  while (places.size < count) places.add(Math.floor(uniformFloat64(random) * size))
  return [...places].sort((a, b) => a - b)
}

function scenario(
  size: number,
  places: readonly number[],
  leaves: (place: number) => string,
  victim: SimulatedTest,
): Scenario {
  const guilty = places.map(testName)
  const special = places.map((place) => [testName(place), { leaves: leaves(place) }] as const)
  const { others, tests } = suiteWith(size, Object.fromEntries(special), victim)
  return { suite: { tests }, others, guilty }
}

import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'
import { allOf, anyOf, anyOneOf, placesFor, type Scenario } from '../simulation/scenario.js'
import type { Said } from './rivals/rival.js'

export interface Case {
  readonly title: string
  /** The guilty are placed anew each time. */
  readonly place: (random: RandomGenerator) => Scenario
  /** There is more to name than one answer that holds. */
  readonly hasMore: boolean
  /** What an answer is worth, in a word or two. */
  readonly worth: (said: Said, guilty: readonly string[]) => string
}

export const CASES: readonly Case[] = [
  ...[120, 1000, 3000].map((size) => oneAmong(size)),
  {
    title: 'two co-polluters among 1000',
    place: (random) => allOf(1000, placesFor(2, 1000, random)),
    hasMore: false,
    worth: unlessGivenUp(exactly),
  },
  ...[120, 610].map((size): Case => ({
    title: `any 18 of 60 among ${String(size)}`,
    place: (random) => anyOf(size, placesFor(60, size, random), 18),
    hasMore: true,
    worth: unlessGivenUp(eighteenOf),
  })),
  {
    title: 'all 18 of 18 among 1000',
    place: (random) => allOf(1000, placesFor(18, 1000, random)),
    hasMore: false,
    worth: unlessGivenUp(exactly),
  },
  {
    title: 'three alternatives among 610',
    place: (random) => anyOneOf(610, placesFor(3, 610, random)),
    hasMore: true,
    worth: unlessGivenUp(anyOfThem),
  },
]

export function oneAmong(size: number, rate = 1): Case {
  return {
    title: `one polluter among ${String(size)}`,
    place: (random) => anyOneOf(size, placesFor(1, size, random), rate),
    hasMore: false,
    worth: unlessGivenUp(exactly),
  }
}

type Named = Extract<Said, { kind: 'named' }>

function unlessGivenUp(worth: (named: Named, guilty: readonly string[]) => string): Case['worth'] {
  return (said, guilty) => (said.kind === 'named' ? worth(said, guilty) : said.how)
}

function exactly({ items }: Named, guilty: readonly string[]): string {
  return items.length === guilty.length && areAll(items, guilty) ? 'right' : 'wrong'
}

function eighteenOf({ items, times }: Named, guilty: readonly string[]): string {
  if (!areAll(items, guilty)) return 'wrong'
  if (times === 18)
    return items.length === guilty.length ? 'right, names all 60' : 'right, "18 times"'
  return times === undefined && items.length === 18 ? 'right, a set of 18' : 'wrong'
}

function anyOfThem({ items }: Named, guilty: readonly string[]): string {
  return areAll(items, guilty) ? `right, names ${String(items.length)}` : 'wrong'
}

function areAll(items: readonly string[], guilty: readonly string[]): boolean {
  return items.every((item) => guilty.includes(item))
}

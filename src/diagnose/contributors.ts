import type { Explanation } from './explanation.js'
import type { Found, Terrain } from './find-cause.js'
import { reproduces, type Question, type Search } from './search.js'
import { sortOut } from './sort-out.js'
import { arranged, type Subject, type Surroundings } from './subject.js'

type Accumulation = Extract<Found, { kind: 'counted' | 'distinct' }>

/**
 * Who else counts? One less than enough is put before each test (padding, as in threshold group testing: P. Damaschke, 2006): those that make up for the
 * missing one contribute. Whether any k of them will do, and k − 1 will not, is then tried with others than those that the
 * search has met.
 */
export function* contributorsTo(
  found: Accumulation,
  terrain: Terrain,
  { victim: { id: victim }, alike }: Subject,
  around: Surroundings,
): Search<Explanation> {
  const { all, ask } = terrain
  const isCounter = found.kind === 'counted'
  const threshold = isCounter ? found.threshold : found.items.length
  const tipping = isCounter ? found.tipping : (found.items.at(-1) ?? '')
  const padding = isCounter ? [] : found.items.slice(0, -1)
  const padded = (items: readonly string[]): Question =>
    found.kind === 'counted' && terrain.repeated
      ? terrain.repeated(found.tipping, threshold - 1, items)
      : ask(arranged([...padding, ...items], all, around))
  const known = isCounter ? [tipping] : found.items
  const sorted = yield* sortOut({
    items: all.filter((id) => !known.includes(id)),
    ask: padded,
    inGroups: !around.clones,
    likely: alike,
    undisturbed: (items) => padded([tipping, ...items]),
    ...(around.clones ? { control: padded([tipping]) } : {}),
  })
  // The victim itself, and then once more.
  const twice = { order: [...padded([]).order, victim] }
  const itself = (yield* reproduces(twice)) ? [victim] : []
  const contributors = inOwnOrder([...known, ...sorted.found, ...itself], around, victim)
  const accumulation = {
    kind: 'accumulation',
    threshold,
    tipping,
    repeats: isCounter,
    example: known,
  } as const
  const needed = (tests: readonly string[]): Explanation => ({
    ...{ kind: 'tests', victim, tests },
    ...{ alternatives: [], cleaners: [] },
  })
  const others = all.filter((id) => contributors.includes(id))
  if (others.length >= threshold) {
    const enough = others.slice(-threshold)
    const [asMany, oneLess] = yield [ask(enough), { ...ask(enough.slice(1)), sure: true as const }]
    if (asMany !== 'reproduces' || oneLess === 'reproduces')
      return isCounter ? accumulation : needed(found.items)
  }
  if (others.length !== threshold || itself.length > 0) return { ...accumulation, contributors }
  // Each of them is needed, none can stand in for another: unless one counts for two.
  const fewer = yield others.slice(1).map((left) => ({
    ...ask(others.filter((id) => id !== left)),
    sure: true as const,
  }))
  if (!fewer.includes('reproduces')) return needed(others)
  return isCounter ? accumulation : needed(found.items)
}

function inOwnOrder(
  ids: readonly string[],
  { own, test }: Surroundings,
  victim: string,
): readonly string[] {
  const chosen = new Set(ids)
  return own(test(victim)).filter((id) => chosen.has(id))
}

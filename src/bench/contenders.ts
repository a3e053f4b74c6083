import { findCause } from '../diagnose/find-cause.js'
import type { Question, Search } from '../diagnose/search.js'
import { sortOut } from '../diagnose/sort-out.js'
import { VICTIM, type Scenario } from '../simulation/scenario.js'
import { ddmin } from './rivals/ddmin.js'
import { logBisection } from './rivals/log-bisection.js'
import { pairwise } from './rivals/pairwise.js'
import { recursion } from './rivals/recursion.js'
import type { Rival, Said } from './rivals/rival.js'

/** A search for whoever is guilty in a scenario. */
export type Contender = (scenario: Scenario) => Search<Said>

export const RIVALS: Readonly<Record<string, Contender>> = {
  'halving (detect-test-pollution)': against(logBisection),
  'halving with complements (RSpec)': against(recursion),
  'ddmin (textbook)': against(ddmin),
  'pairwise (ipflakies, GitLab)': against(pairwise),
}

function against(rival: Rival): Contender {
  return ({ others }) => rival(others, ask)
}

export function* ours({ others }: Scenario): Search<Said> {
  const repeated = (item: string, times: number, more: readonly string[]) =>
    ask([...repeat(item, times), ...more])
  const found = yield* findCause({ failing: others, all: others, ask, repeated })
  switch (found.kind) {
    case 'one':
      return { kind: 'named', items: [found.item] }
    case 'several':
    case 'distinct':
      return { kind: 'named', items: found.items }
    case 'counted':
      return { kind: 'named', items: [found.tipping], times: found.threshold }
    case 'nothing':
      return { kind: 'gave-up', how: 'undecided' }
  }
}

/** The same, and then who else is enough, or counts. */
export function* oursWithAll(scenario: Scenario): Search<Said> {
  const said = yield* ours(scenario)
  if (said.kind === 'gave-up' || said.items.length > 1) return said
  const [known = ''] = said.items
  const padding = repeat(known, (said.times ?? 1) - 1)
  const others = scenario.others.filter((item) => item !== known)
  const padded = (items: readonly string[]) => ask([...padding, ...items])
  const { found } = yield* sortOut({ items: others, ask: padded, inGroups: true })
  return { ...said, items: [known, ...found] }
}

function repeat(item: string, times: number): string[] {
  return Array.from({ length: times }, () => item)
}

function ask(items: readonly string[]): Question {
  return { order: [...items, VICTIM] }
}

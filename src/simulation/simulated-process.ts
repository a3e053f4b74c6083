import type { TestResult } from '../model/outcome.js'
import type { StrayError } from '../model/run.js'
import type { Leaving, SimulatedSuite, SimulatedTest } from './simulated-suite.js'

/** A process of a simulated suite: what was left in it, and how late it is. */
export interface SimulatedProcess {
  readonly left: readonly Left[]
  readonly nowMs: number
}

interface Left {
  readonly state: string
  readonly weight: number
  readonly by: string
  readonly atMs: number
}

export const FRESH: SimulatedProcess = { left: [], nowMs: 0 }

/** True this often. */
export type Chance = (rate: number) => boolean

export function importFile(
  suite: SimulatedSuite,
  process: SimulatedProcess,
  file: string,
): SimulatedProcess {
  // A file is imported once, however many of its tests run.
  const leavings = suite.imports?.[file]?.map((each) => ({ ...each, distinct: true as const }))
  return leavings ? leave(process, file, leavings) : process
}

export function runTest(
  suite: SimulatedSuite,
  process: SimulatedProcess,
  id: string,
  { serial, chance }: { readonly serial: boolean; readonly chance: Chance },
): { readonly process: SimulatedProcess; readonly result: TestResult } {
  const test = suite.tests[id] ?? {}
  const { durationMs = 1, leaves = [], cleans = [] } = test
  const message = reason(test, { ...process, look: () => amounts(suite, process) }, serial, chance)
  const leavings = typeof leaves === 'string' ? [{ state: leaves }] : leaves
  const cleaned = list(cleans)
  const after = leave({ ...process, nowMs: process.nowMs + durationMs }, id, leavings)
  return {
    process: cleaned.length === 0 ? after : without(after, cleaned),
    result: { id, durationMs, ...outcomeOf(test, message) },
  }
}

/** What fails behind the last test of a file. */
export function tearDown(
  { tearDowns = {} }: SimulatedSuite,
  { left }: SimulatedProcess,
  file: string,
): StrayError[] {
  const state = tearDowns[file]
  const fails = state === 'always' || left.some((each) => each.state === state)
  if (state === undefined || !fails) return []
  return [{ kind: 'after-hook', file, failure: { type: 'Error', message: `${state} is left` } }]
}

function outcomeOf(
  { skips }: SimulatedTest,
  message: string | undefined,
): Pick<TestResult, 'outcome' | 'failure'> {
  if (message === undefined) return { outcome: 'passed' }
  const isSkip = skips === true && /^(too much|no) /.test(message)
  return isSkip
    ? { outcome: 'skipped', failure: { type: 'Skipped', message } }
    : { outcome: 'failed', failure: { type: 'Error', message } }
}

function without(process: SimulatedProcess, states: readonly string[]): SimulatedProcess {
  return { ...process, left: process.left.filter(({ state }) => !states.includes(state)) }
}

function leave(
  process: SimulatedProcess,
  by: string,
  leavings: readonly Leaving[],
): SimulatedProcess {
  const known = ({ state, distinct }: Leaving): boolean =>
    distinct === true && process.left.some((each) => each.state === state && each.by === by)
  const fresh = leavings
    .filter((leaving) => !known(leaving))
    .map(({ state, weight = 1 }) => ({ state, weight, by, atMs: process.nowMs }))
  return fresh.length === 0 ? process : { ...process, left: [...process.left, ...fresh] }
}

function amounts(
  { forgets = {} }: SimulatedSuite,
  { left, nowMs }: SimulatedProcess,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { state, weight, atMs } of left) {
    if (nowMs - atMs > (forgets[state] ?? Infinity)) continue
    sums.set(state, (sums.get(state) ?? 0) + weight)
  }
  return sums
}

/** Why the test fails now, if it does. Most tests do not look at what is there. */
function reason(
  { failsAt, needs = [], noise = 0, broken, races }: SimulatedTest,
  { left, look }: Pick<SimulatedProcess, 'left'> & { look: () => ReadonlyMap<string, number> },
  serial: boolean,
  chance: Chance,
): string | undefined {
  if (failsAt) {
    const { state, amount: enough = 1, rate = 1, says } = failsAt
    const states = list(state)
    const amount = look()
    if (states.every((each) => (amount.get(each) ?? 0) >= enough) && chance(rate))
      return `too much ${states.join(' and ')}${besides(says, states, left)}`
  }
  const needed = list(needs)
  const missing = needed.length > 0 ? needed.filter((state) => !look().has(state)) : []
  if (missing.length > 0) return `no ${missing.join(' and ')}`
  if (races && !serial && look().size > 0) return 'overtaken'
  if (chance(noise)) return 'bad luck'
  return broken ? 'never worked' : undefined
}

/** In words: numbers of any size are the same failure. */
function besides(
  says: 'how much' | 'who' | undefined,
  states: readonly string[],
  left: readonly Left[],
): string {
  const those = left.filter(({ state }) => states.includes(state))
  if (says === 'how much') return `: ${those.map(({ weight }) => 'very '.repeat(weight)).join('')}`
  if (says !== 'who') return ''
  const inLetters = ({ by }: Left) =>
    by.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')
  return `, left by ${[...new Set(those.map(inLetters))].join(' and ')}`
}

function list(some: string | readonly string[]): readonly string[] {
  return typeof some === 'string' ? [some] : some
}

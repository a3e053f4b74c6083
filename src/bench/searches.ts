/**
 * What searches for the guilty cost, and how often they are right: ours beside those of others, in simulated suites. Prints
 * tables of docs/benchmarks.md; everything in one run. argv: a seed.
 */
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Tally } from '../diagnose/sequential-test.js'
import { ours, oursWithAll, RIVALS, type Contender } from './contenders.js'
import { CASES, oneAmong, type Case } from './search-cases.js'
import { STEADY, tryOut } from './search-trial.js'

const PLACEMENTS = 10
const TRIALS = 400
const SIZE_UNDER_NOISE = 100
const seed = Number(process.argv[2] ?? 1)
const random = xoroshiro128plus(seed)

interface Row {
  readonly runs: readonly number[]
  readonly confirming: readonly number[]
  readonly worths: readonly string[]
}

print(`Seed ${String(seed)}; ${String(PLACEMENTS)} placements each.\n`)
print('| guilty | search | runs | to be sure | answer |')
print('|---|---|---|---|---|')
for (const each of CASES) {
  const more = each.hasMore ? { 'leakcheck, naming all': oursWithAll } : {}
  for (const [name, contender] of Object.entries({ leakcheck: ours, ...more, ...RIVALS })) {
    const { runs, confirming, worths } = row(each, contender, PLACEMENTS, () => STEADY)
    const sure = Math.max(...confirming) === 0 ? '–' : medianAndMost(confirming)
    print(`| ${each.title} | ${name} | ${medianAndMost(runs)} | ${sure} | ${tallied(worths)} |`)
  }
}

print(
  `\nSeed ${String(seed)}; one polluter among ${String(SIZE_UNDER_NOISE)}, ${String(TRIALS)} trials each.\n`,
)
print('| polluted runs fail | search | right | undecided | wrong | runs |')
print('|---|---|---|---|---|---|')
for (const rate of [0.95, 0.8, 0.5]) {
  for (const [name, contender] of Object.entries({ leakcheck: ours, ...RIVALS })) {
    // Others ask each question once.
    const known = contender === ours ? () => confirmed(rate) : () => STEADY
    const { runs, confirming, worths } = row(
      oneAmong(SIZE_UNDER_NOISE, rate),
      contender,
      TRIALS,
      known,
    )
    const right = worths.filter((worth) => worth === 'right').length
    const wrong = worths.filter((worth) => worth === 'wrong').length
    const all = runs.map((count, index) => count + (confirming[index] ?? 0))
    print(
      `| ${(rate * 100).toFixed(0)} % | ${name} | ${String(right)} | ${String(TRIALS - right - wrong)} | ${String(wrong)} | ${medianAndMost(all)} |`,
    )
  }
}

function row({ place, worth }: Case, contender: Contender, count: number, known: () => Tally): Row {
  const trials = Array.from({ length: count }, () => {
    const scenario = place(random)
    const options = { seed: uniformInt(random, -0x80000000, 0x7fffffff), polluted: known() }
    const { found, runs, confirming } = tryOut(scenario, contender(scenario), options)
    return { runs, confirming, worth: found ? worth(found, scenario.guilty) : 'not in 5000 runs' }
  })
  return {
    runs: trials.map(({ runs }) => runs),
    confirming: trials.map(({ confirming }) => confirming),
    worths: trials.map((trial) => trial.worth),
  }
}

/** What a confirm stage measures: three repeats, ten where they come out mixed. */
function confirmed(rate: number): Tally {
  let [shows, total] = [0, 0]
  while (total < 3 || (shows < total && total < 10)) {
    if (uniformFloat64(random) < rate) shows += 1
    total += 1
  }
  return shows > 0 ? { shows, total } : confirmed(rate)
}

function medianAndMost(counts: readonly number[]): string {
  const sorted = counts.toSorted((a, b) => a - b)
  return `${String(sorted[sorted.length >> 1])} [${String(sorted.at(-1))}]`
}

/** `right`, or `right 7, wrong 3`. */
function tallied(worths: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const worth of worths) counts.set(worth, (counts.get(worth) ?? 0) + 1)
  const [first, ...others] = [...counts.entries()].sort(([, a], [, b]) => b - a)
  if (!first || others.length === 0) return first?.[0] ?? ''
  return [first, ...others].map(([worth, count]) => `${worth} (${String(count)})`).join('; ')
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

import type { Answer } from './search.js'

/** How often a single run shows the effect: where it is at work, and where it is not. */
export interface Rates {
  readonly present: number
  readonly absent: number
}

export interface Tally {
  readonly shows: number
  readonly total: number
}

/** Chance of keeping what does nothing, per question. */
const FALSE_KEEP = 0.01
/** Chance of discarding what matters: smaller, since a search never comes back to it by itself. */
const FALSE_DISCARD = 0.002
/** After so many runs without a decision there is none. */
const MOST_RUNS = 40
/** Rates are estimates from few runs: never 0, never 1. */
const EDGE = 0.001
/** A `sure` question does not rely on an effect that always shows. */
const DOUBTED = 0.75

/**
 * Wald's sequential probability ratio test (A. Wald, 1945): is this order one that the effect is at work in? Keeping costs
 * one failure where clean runs never fail; discarding costs as many passes as the rate asks for: one if the effect
 * always shows, four if in 80 % of the runs, nine in 50 %.
 *
 * @returns undefined: more runs are needed
 */
export function decide(
  { shows, total }: Tally,
  { present, absent }: Rates,
  sure = false,
): Answer | undefined {
  const p = clamp(sure ? Math.min(present, DOUBTED) : present)
  const q = Math.min(clamp(absent), p / 2)
  const evidence = shows * Math.log(p / q) + (total - shows) * Math.log((1 - p) / (1 - q))
  if (evidence >= Math.log((1 - FALSE_DISCARD) / FALSE_KEEP)) return 'reproduces'
  if (evidence <= Math.log(FALSE_DISCARD / (1 - FALSE_KEEP))) return 'does-not'
  return total >= MOST_RUNS ? 'undecided' : undefined
}

/** What runs so far say about the rates; a side that was never mixed is taken for steady. */
export function estimate(polluted: Tally, clean: Tally): Rates {
  const steady = polluted.shows === polluted.total
  return {
    present: steady ? 1 : Math.max(0.15, lowered(polluted)),
    absent: clean.shows === 0 ? 0 : (clean.shows + 1) / (clean.total + 2),
  }
}

/** Half a standard error below what was seen: a rate that is taken for too high discards what matters. */
function lowered({ shows, total }: Tally): number {
  const rate = (shows + 0.5) / (total + 1)
  return rate - 0.5 * Math.sqrt((rate * (1 - rate)) / (total + 1))
}

function clamp(rate: number): number {
  return Math.min(1 - EDGE, Math.max(EDGE, rate))
}

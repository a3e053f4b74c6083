import { answering, openOracle } from '../diagnose/oracle.js'
import type { Search } from '../diagnose/search.js'
import type { Tally } from '../diagnose/sequential-test.js'
import { isFailure } from '../model/outcome.js'
import type { Scenario } from '../simulation/scenario.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'

/** More runs than this nobody waits for. */
const MOST_RUNS = 5000

export interface Trial<R> {
  /** Undefined: not within {@link MOST_RUNS}. */
  readonly found: R | undefined
  readonly runs: number
  /** Runs beyond those, that are there to be sure. */
  readonly confirming: number
}

/** A victim whose polluted runs always failed: then one run answers a question. */
export const STEADY: Tally = { shows: 5, total: 5 }

/** Drives a search against a simulated suite. The driver is the same for all, so that runs can be compared. */
export function tryOut<R>(
  { suite }: Scenario,
  search: Search<R>,
  { seed, polluted }: { readonly seed: number; readonly polluted: Tally },
): Trial<R> {
  const host = openSimulatedHost(suite, seed)
  const oracle = openOracle({
    project: 'simulated',
    host: 'warm',
    shows: ({ outcome }) => isFailure(outcome),
    polluted,
    clean: { shows: 0, total: 10 },
  })
  const asking = answering(search, oracle)
  let step = asking.next()
  while (!step.done && host.cost().runs + step.value.length <= MOST_RUNS)
    step = asking.next(host.execute(step.value))
  const { search: runs, confirm: confirming } = oracle.counts
  return { found: step.done ? step.value : undefined, runs, confirming }
}

import { isFailure } from '../model/outcome.js'
import { VICTIM } from '../simulation/scenario.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedSuite } from '../simulation/simulated-suite.js'
import type { Terrain } from './find-cause.js'
import { answering, openOracle, type Asking, type Oracle } from './oracle.js'
import type { Search } from './search.js'

export interface Trial<R> {
  readonly found: R
  readonly oracle: Oracle
  readonly runs: number
}

export function terrainOf(others: readonly string[]): Terrain {
  const ask = (items: readonly string[]) => ({ order: [...items, VICTIM] })
  return {
    failing: others,
    all: others,
    ask,
    repeated: (item, times, more) => ask([...Array.from({ length: times }, () => item), ...more]),
  }
}

/** Runs a search on a simulated suite, with a victim that was confirmed to fail steadily unless said otherwise. */
export function tryOut<R>(
  suite: SimulatedSuite,
  search: Search<R>,
  {
    seed = 1,
    ...known
  }: Partial<Pick<Oracle, 'host' | 'polluted' | 'clean'>> & { seed?: number } = {},
): Trial<R> {
  const host = openSimulatedHost(suite, seed)
  const oracle = openOracle({
    project: 'p',
    host: 'warm',
    shows: ({ outcome }) => isFailure(outcome),
    polluted: { shows: 5, total: 5 },
    clean: { shows: 0, total: 5 },
    ...known,
  })
  const found = driveNow(answering(search, oracle), host.execute)
  return { found, oracle, runs: host.cost().runs }
}

export function driveNow<R>(
  asking: Asking<R>,
  execute: ReturnType<typeof openSimulatedHost>['execute'],
): R {
  let step = asking.next()
  while (!step.done) step = asking.next(execute(step.value))
  return step.value
}

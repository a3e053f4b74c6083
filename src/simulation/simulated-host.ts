import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { TestResult } from '../model/outcome.js'
import type { RunRecord, RunRequest, StrayError } from '../model/run.js'
import { FRESH, importFile, runTest, tearDown, type SimulatedProcess } from './simulated-process.js'
import type { SimulatedSuite } from './simulated-suite.js'

export interface SimulatedHost {
  /** What real hosts do: a record for each request, in the same order. */
  readonly execute: (requests: readonly RunRequest[]) => readonly RunRecord[]
  /** Orders executed, and the tests in them. */
  readonly cost: () => { readonly runs: number; readonly tests: number }
}

/**
 * Answers requests for a suite that is data. A forking host serves a batch as a tree: what all its orders begin with runs
 * once, then the rest of each in turn, and the clock goes on.
 */
export function openSimulatedHost(suite: SimulatedSuite, seed: number): SimulatedHost {
  const random = xoroshiro128plus(seed)
  const chance = (rate: number): boolean => uniformFloat64(random) < rate
  let runs = 0
  let tests = 0

  const runAll = (
    order: readonly string[],
    from: SimulatedProcess,
    serial: boolean,
  ): { process: SimulatedProcess; results: TestResult[]; stray: StrayError[] } => {
    let process = from
    const stray: StrayError[] = []
    const results = order.map((id, index) => {
      const imported = importFile(suite, process, fileOf(id))
      const ran = runTest(suite, imported, id, { serial, chance })
      process = ran.process
      tests += 1
      if (fileOf(order[index + 1] ?? '') !== fileOf(id))
        stray.push(...tearDown(suite, process, fileOf(id)))
      return ran.result
    })
    return { process, results, stray }
  }
  const begin = ({ host, collect }: RunRequest): SimulatedProcess => {
    const everything = Object.keys(suite.imports ?? {})
    const files = host === 'forking' || collect === 'all' ? everything : (collect ?? [])
    return files.reduce((process, file) => importFile(suite, process, file), FRESH)
  }
  const record = (
    request: RunRequest,
    results: readonly TestResult[],
    stray: readonly StrayError[] = [],
  ): RunRecord => ({
    run: `r${String((runs += 1))}`,
    request,
    end: { kind: 'completed' },
    results,
    stray,
    wallMs: 1,
    cpuMs: 1,
    processes: 1,
  })

  return {
    execute(requests) {
      const clones = requests.filter(({ host }) => host === 'forking')
      const shared = sharedBeginning(clones.map(({ order }) => order))
      const [first] = clones
      const trunk =
        first && clones.length > 1
          ? runAll(first.order.slice(0, shared), begin(first), false)
          : undefined
      let nowMs = trunk?.process.nowMs ?? 0
      return requests.map((request) => {
        if (!trunk || request.host !== 'forking') {
          const { results, stray } = runAll(request.order, begin(request), !!request.serial)
          return record(request, results, stray)
        }
        const rest = request.order.slice(shared)
        const branch = runAll(rest, { ...trunk.process, nowMs }, false)
        nowMs = branch.process.nowMs
        return record(request, [...trunk.results, ...branch.results])
      })
    },
    cost: () => ({ runs, tests }),
  }
}

/** Everything but the last entry at most: each order is a run of its own. */
function sharedBeginning(orders: readonly (readonly string[])[]): number {
  const [first = [], ...others] = orders
  const most = Math.min(...orders.map(({ length }) => length)) - 1
  const differs = first.findIndex((id, at) => others.some((other) => other[at] !== id))
  return Math.max(0, differs === -1 ? most : Math.min(differs, most))
}

function fileOf(id: string): string {
  return id.split(' > ')[0] ?? ''
}

import { investigate } from '../compare/fake-suite.fixture.js'
import { suiteOf } from '../model/outline.fixture.js'
import { lanesOf } from '../plan/lanes.js'
import { openSimulatedHost } from '../simulation/simulated-host.js'
import type { SimulatedTests } from '../simulation/simulated-suite.js'
import { surroundingsOf } from '../surroundings.js'
import { casesOf } from './case.js'
import { diagnose, type DiagnoseOptions } from './diagnose.js'
import type { Diagnosis } from './page.js'
import { driveNow } from './trial.fixture.js'

interface Options extends Partial<DiagnoseOptions> {
  readonly clones?: boolean
  readonly rounds?: number
}

/** Detects, confirms and diagnoses as the pipeline does. */
export async function diagnosed(
  tests: SimulatedTests,
  { clones = false, rounds = 0, ...options }: Options = {},
): Promise<readonly Diagnosis[]> {
  const { verdicts } = await investigate(tests, { rounds })
  const suite = suiteOf(Object.keys(tests))
  const byId = new Map(suite.map((each) => [each.id, each]))
  const around = surroundingsOf(lanesOf(suite), {
    clones: () => clones,
    test: (id) => {
      const test = byId.get(id)
      if (!test) throw new Error(`no test ${id}`)
      return test
    },
  })
  const diagnosing = diagnose(casesOf(verdicts), around, {
    allPolluters: false,
    repeats: 3,
    ...options,
  })
  const host = openSimulatedHost({ tests }, 1)
  driveNow(diagnosing.asking, (requests) =>
    host.execute(
      requests.map((request) =>
        clones && request.host === 'warm' ? { ...request, host: 'forking' } : request,
      ),
    ),
  )
  return diagnosing.soFar()
}

export function victimsOf({ members }: Diagnosis): string[] {
  return members.map(({ verdict }) => verdict.test.id)
}

import type { Config } from './config/config.js'
import { discover, type Scope } from './discover/discover.js'
import { findRunner, type FoundRunner } from './discover/find-runner.js'
import { LeakcheckError } from './errors.js'
import type { RunRecord, RunRequest } from './model/run.js'
import type { Suite, TestCase } from './model/suite.js'
import type { HostProject } from './model/protocol.js'
import type { Price } from './plan/summary.js'
import { openExecutor, type Executor, type Listing } from './run/executor.js'
import { redactor, type Redact } from './run/redact.js'
import { openSession } from './run/session.js'

/** A project with its runner started and its tests listed: what every command begins with. */
export interface OpenSuite {
  readonly runner: FoundRunner
  readonly suite: Suite
  readonly test: (id: string) => TestCase
  readonly execute: (request: RunRequest) => Promise<RunRecord>
  readonly cost: Executor['cost']
  readonly redact: Redact
  readonly price: Price
}

/** How long a run may be silent when the user has not said. */
const SILENCE_MS = 60_000

/**
 * Starts the user's runner, lists its tests, lends both to `work`, and ends all that was started.
 *
 * @throws LeakcheckError when there is no runner, it does not start, or nothing matches
 */
export async function withSuite<T>(
  config: Config & Pick<Scope, 'files'>,
  signal: AbortSignal,
  work: (open: OpenSuite) => Promise<T>,
): Promise<T> {
  const runner = findRunner(config.cwd, config.runnerArgs)
  const redact = redactor(process.env)
  const session = openSession()
  const limits = { silenceMs: config.timeoutMs ?? SILENCE_MS, totalMs: config.runTimeoutMs, signal }
  const executor = openExecutor(runner.adapter, session, limits, redact)
  try {
    const hostProjects = await executor.describe()
    const prices: Price[] = []
    const suite = await discover(
      hostProjects,
      { name: runner.adapter.name, version: runner.version },
      config,
      async (project, files, workers) => {
        const listing = await executor.list(project, files, workers)
        prices.push(priceOf(listing, project, files.length, workers))
        return listing
      },
    )
    const tests = new Map(suite.tests.map((test) => [test.id, test]))
    const projects = new Map(suite.projects.map((project) => [project.name, project]))
    const test = (id: string): TestCase => known(tests.get(id), `test ${id}`)
    return await work({
      runner,
      suite,
      test,
      redact,
      price: {
        aloneMs: Math.max(0, ...prices.map(({ aloneMs }) => aloneMs)),
        laneMs: Math.max(0, ...prices.map(({ laneMs }) => laneMs)),
      },
      cost: () => executor.cost(),
      execute: (request) => {
        const project = known(projects.get(request.project), request.project)
        const silenceMs = config.timeoutMs ?? patience(request.order.map(test))
        return executor.execute(request, { project, test, silenceMs })
      },
    })
  } finally {
    await executor.close()
    session.close()
  }
}

/** A test may be silent for as long as it may take, and its hooks for as long again. */
function patience(tests: readonly TestCase[]): number {
  return Math.max(SILENCE_MS, ...new Set(tests.map(({ timeoutMs = 0 }) => 2 * timeoutMs)))
}

/** A process for one file costs what listing it did; one for many files starts once and imports them all. */
function priceOf(listing: Listing, { domain }: HostProject, files: number, workers: number): Price {
  if (domain === 'project') return { aloneMs: listing.firstFileMs, laneMs: listing.wallMs }
  const each = (listing.wallMs * Math.min(workers, files)) / files
  return { aloneMs: each, laneMs: each }
}

function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new LeakcheckError('internal', `lost track of ${what}`)
  return value
}

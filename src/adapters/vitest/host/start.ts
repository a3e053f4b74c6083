import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as VitestNode from 'vitest/node'
import type { TestProject, TestSpecification } from 'vitest/node'
import type { VitestSetup } from '../setup.js'
import { isQueued, sharesProcess } from './projects.js'
import type { Session } from './session.js'
import { watchForks } from './test-process-environment.js'

/**
 * Starts the user's own Vitest with his own config, less what would write, retry, shuffle, stop early or
 * measure coverage.
 */
export async function startVitest(setup: VitestSetup): Promise<Session> {
  const major = Number.parseInt(setup.version, 10)
  // As Vitest's own command line sets them, before it reads the config.
  process.env.TEST = 'true'
  process.env.VITEST = 'true'
  process.env.NODE_ENV ??= 'test'
  const { createVitest, parseCLI } = (await import(
    pathToFileURL(join(setup.packageDir, 'dist/node.js')).href
  )) as typeof VitestNode
  const { options, filter } = parseCLI(['vitest', 'run', ...setup.runnerArgs])
  watchForks()
  const vitest = await createVitest('test', {
    ...options,
    root: options.root ?? setup.cwd,
    watch: false,
    allowOnly: true,
    coverage: { enabled: false },
    typecheck: { enabled: false },
    api: false,
    ui: false,
    pool: 'forks',
    retry: 0,
    bail: 0,
    reporters: [{ onUserConsoleLog: ({ content }) => void process.stdout.write(content) }],
    sequence: { shuffle: false, sequencer: keepOrder() },
  })
  // His duration cache orders files and is written after each run: neither.
  vitest.cache.results.updateResults = () => undefined
  vitest.cache.results.writeToCache = () => Promise.resolve()
  vitest.projects.forEach(tame)
  const all = await vitest.globTestSpecifications(filter)
  const drivable = (spec: TestSpecification): boolean => spec.pool === 'forks'
  return {
    vitest,
    major,
    specifications: all.filter(drivable),
    refused: all.filter((spec) => !drivable(spec)),
    shared: new Set(vitest.projects.filter((project) => sharesProcess(project, vitest))),
    queued: new Set(vitest.projects.filter((project) => isQueued(project, vitest))),
    ownRunners: new Map(vitest.projects.map((project) => [project, project.config.runner])),
  }
}

function tame(project: TestProject): void {
  // Snapshots are compared, never written: a verdict must not edit a test file.
  project.config.snapshotOptions.updateSnapshot = 'none'
  // DOM environments load modules through the project's own Vite server, which refuses files outside of the project: such
  // as leakcheck's runner when it is not installed there.
  project.vite.config.server.fs.strict = false
  project.config.allowOnly = true
  project.config.retry = 0
  project.config.bail = 0
}

/** Files run in the order in which they are handed over. */
function keepOrder() {
  return class {
    sort(files: TestSpecification[]): TestSpecification[] {
      return files
    }
    shard(files: TestSpecification[]): TestSpecification[] {
      return files
    }
  }
}

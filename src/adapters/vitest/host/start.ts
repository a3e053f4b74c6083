import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as VitestNode from 'vitest/node'
import type { TestProject, Vitest } from 'vitest/node'
import type { VitestSetup } from '../setup.js'
import { catchUp } from './catch-up.js'
import { inOwnOrder, keepOrder } from './own-order.js'
import { isQueued, sharesProcess, whyUndrivable, workersOf } from './pools.js'
import type { Session } from './session.js'
import { watchForks } from './test-process-environment.js'
import { watchThreads } from './threads.js'

/**
 * Starts the user's own Vitest with his own config, less what would write, shuffle, stop early or
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
  // A reporter on the command line wins over those below.
  delete (options as { reporter?: unknown }).reporter
  watchForks()
  watchThreads()
  const root = options.root ?? setup.cwd
  const vitest = await createVitest('test', { ...options, ...withoutExtras(), root })
  // His duration cache orders files and is written after each run: neither.
  keepCache(vitest, major)
  const projects = major < 3 ? catchUp(vitest) : vitest.projects
  for (const { config } of [...projects, vitest]) tame(config)
  // DOM environments load modules through the project's own Vite server, which refuses files outside of the project: such
  // as leakcheck's runner when it is not installed there.
  for (const { vite } of projects) vite.config.server.fs.strict = false
  const all = await vitest.globTestSpecifications(filter)
  const ordered = await inOwnOrder(vitest, all)
  const run = new Set(ordered)
  keepOrder(vitest)
  const specifications = ordered.filter((spec) => whyUndrivable(spec) === undefined)
  const shares = (project: TestProject): boolean => {
    const own = specifications.filter((spec) => spec.project === project)
    return sharesProcess(project, { vitest, major }, new Set(own.map(({ pool }) => pool)))
  }
  const shared = new Set(projects.filter(shares))
  return {
    vitest,
    major,
    projects,
    specifications,
    refused: all.filter((spec) => whyUndrivable(spec) !== undefined),
    leftOut: all.filter((spec) => !run.has(spec) && whyUndrivable(spec) === undefined),
    shared,
    spread: new Map(
      [...shared]
        .map((each) => [each, workersOf(each, { vitest, major })] as const)
        .filter(([, workers]) => workers > 1),
    ),
    queued: new Set(projects.filter((each) => !shared.has(each) && isQueued(each, vitest))),
    ownRunners: new Map(projects.map((project) => [project, project.config.runner])),
  }
}

/** Leaves on what the project has of everything else: its pools above all. */
function withoutExtras(): Parameters<typeof VitestNode.createVitest>[1] {
  return {
    watch: false,
    allowOnly: true,
    coverage: { enabled: false },
    api: false,
    ui: false,
    bail: 0,
    reporters: [{ onUserConsoleLog: ({ content }) => void process.stdout.write(content) }],
    sequence: { shuffle: false },
  }
}

function keepCache({ cache }: Vitest, major: number): void {
  if (major >= 5) {
    Object.assign(cache, { _update: () => Promise.resolve() })
    return
  }
  cache.results.updateResults = () => undefined
  cache.results.writeToCache = () => Promise.resolve()
}

function tame(config: Vitest['config']): void {
  // Snapshots are compared, never updated. What comes of those that do not exist yet depends on `CI`, as it does without
  // leakcheck; none are written (see child/snapshots.ts).
  const { snapshotOptions } = config
  if (snapshotOptions.updateSnapshot === 'all') snapshotOptions.updateSnapshot = 'new'
  config.allowOnly = true
  config.bail = 0
}

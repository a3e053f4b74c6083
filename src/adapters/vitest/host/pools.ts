import type { TestProject, TestSpecification, Vitest } from 'vitest/node'

/** Vitest's own pools, all of which leakcheck drives: in each, tests run in a process that is theirs alone. */
const POOLS = ['forks', 'threads', 'vmForks', 'vmThreads']

/** Why leakcheck cannot run a file as its project would; undefined: it can. */
export function whyUndrivable({ pool, project }: TestSpecification): string | undefined {
  if (pool === 'browser') return 'browser tests run in a browser, which leakcheck cannot drive'
  if (pool === 'typescript') return 'type tests are checked, not run: there is nothing to leak'
  const own = (project.config as { poolRunner?: { name: string } }).poolRunner
  if (POOLS.includes(pool) && own?.name !== pool) return undefined
  return `pool ${pool} is the project's own, which leakcheck cannot drive`
}

/** In these pools a worker serves one file after the other, and each file gets a context with globals and modules of its own. */
export function usesContexts({ config }: TestProject): boolean {
  return config.pool === 'vmForks' || config.pool === 'vmThreads'
}

/**
 * Whether a project's own settings, as Vitest heeds them, have several files meet in one process, thread or context,
 * however many processors the machine has.
 *
 * @param pools of the project's files
 */
export function sharesProcess(
  project: TestProject,
  { vitest, major }: { readonly vitest: Vitest; readonly major: number },
  pools: ReadonlySet<string>,
): boolean {
  // Vitest 2 and 3 can be told a pool for some of the files: what does not share one is not put into one.
  if (pools.size > 1) return false
  if (usesContexts(project)) {
    // A single worker of Vitest 4 runs all files in one context. Where it is only the machine that has no room for another
    // worker, elsewhere they would not meet.
    const workers = project.config.maxWorkers || vitest.config.maxWorkers
    return major === 4 && workers === 1
  }
  if (major >= 4) return !project.config.isolate
  // Before, they were set per pool. `isolate` is read from the root's config only, `singleFork` and `singleThread` from the
  // project's, and they share one process whatever `isolate` says.
  const { pool } = project.config
  const { singleFork, singleThread } = poolOptions(project.config, pool)
  const isolate = poolOptions(vitest.config, pool).isolate ?? vitest.config.isolate
  return singleFork === true || singleThread === true || !isolate
}

/** Whether the settings of a project whose files have processes of their own let no two of them run at the same time. */
export function isQueued(project: TestProject, vitest: Vitest): boolean {
  // What `fileParallelism: false` comes to.
  return project.config.maxWorkers === 1 || vitest.config.maxWorkers === 1
}

/**
 * How many processes the settings of a project whose files share them name. What they leave to the machine counts as one: what
 * is found must not depend on its processors.
 */
export function workersOf(
  project: TestProject,
  { vitest, major }: { readonly vitest: Vitest; readonly major: number },
): number {
  const { config } = vitest
  // What `fileParallelism: false` comes to.
  if (project.config.maxWorkers === 1) return 1
  if (major >= 4) return statedWorkers(project.config) ?? statedWorkers(config) ?? 1
  const { pool } = project.config
  const { singleFork, singleThread } = poolOptions(project.config, pool)
  if (singleFork === true || singleThread === true || config.maxWorkers === 1) return 1
  // Before, the pool was made for all projects, from the root's config.
  const { maxForks, maxThreads } = poolOptions(config, pool)
  return (pool.endsWith('orks') ? maxForks : maxThreads) ?? statedWorkers(config) ?? 1
}

/** Since Vitest 5 the config holds a number in any case, and tells whose it is. */
function statedWorkers(config: object): number | undefined {
  const { maxWorkers, providedOptions } = config as WorkerOptions
  return providedOptions?.maxWorkers === false ? undefined : Number(maxWorkers) || undefined
}

interface WorkerOptions {
  readonly maxWorkers?: number | string
  readonly providedOptions?: { readonly maxWorkers?: boolean }
}

/** What Vitest 2 and 3 call `poolOptions`. */
export function poolOptions(config: object, pool: string): PoolOptions {
  const all = (config as { poolOptions?: Record<string, PoolOptions | undefined> }).poolOptions
  return all?.[pool] ?? {}
}

interface PoolOptions {
  readonly isolate?: boolean
  readonly singleFork?: boolean
  readonly singleThread?: boolean
  readonly maxForks?: number
  readonly maxThreads?: number
}

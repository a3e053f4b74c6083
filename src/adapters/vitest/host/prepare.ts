import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { poolOptions, usesContexts } from './pools.js'
import type { Session } from './session.js'

/** In bytes. One would be all that there is: up to that, limits are parts of the machine's memory. */
const NO_MEMORY = 2

const runnerFile = fileURLToPath(new URL('../child/runner.js', import.meta.url))

/**
 * Puts leakcheck's runner into a project, and fixes how many processes its files get. Vitest takes neither as an
 * option that reaches every project, so the resolved config is changed.
 *
 * @param spread files that share processes share as many as the project's own settings say, not one
 */
export function prepare(
  { vitest, major, shared, spread: spreading }: Session,
  project: TestProject,
  { workers, spread = false }: { readonly workers: number; readonly spread?: boolean },
): void {
  project.config.runner = runnerFile
  project.config.includeTaskLocation = true
  const together = spread ? (spreading.get(project) ?? 1) : 1
  const processes = shared.has(project) ? together : workers
  for (const config of [project.config, vitest.config]) {
    config.maxWorkers = processes
    if (major < 4) Object.assign(config, poolsBefore4(config, processes, shared.has(project)))
  }
  // Since Vitest 4 the pools with contexts would hand one worker several files.
  if (major >= 4 && usesContexts(project) && !shared.has(project)) project.config.isolate = true
}

/**
 * How Vitest 2 and 3 are told the same. Files in one process stay isolated from one another if the project wants them to.
 * In pools with contexts a worker is never isolated; one that may use no memory at all serves a single file.
 */
function poolsBefore4(config: { isolate: boolean }, processes: number, shared: boolean): object {
  const isolate = (pool: string): boolean =>
    shared ? (poolOptions(config, pool).isolate ?? config.isolate) : true
  const forks = { maxForks: processes, minForks: processes }
  const threads = { maxThreads: processes, minThreads: processes, useAtomics: false }
  const contexts = { memoryLimit: NO_MEMORY }
  const single = shared && processes === 1
  const own = (pool: string): object => poolOptions(config, pool)
  return {
    minWorkers: processes,
    fileParallelism: processes > 1,
    poolOptions: {
      forks: { ...own('forks'), ...forks, singleFork: single, isolate: isolate('forks') },
      threads: { ...own('threads'), ...threads, singleThread: single, isolate: isolate('threads') },
      vmForks: { ...own('vmForks'), ...forks, ...contexts },
      vmThreads: { ...own('vmThreads'), ...threads, ...contexts },
    },
  }
}

/**
 * Modules that may hold the class that runs the project's tests: its own runner, or Vitest's, which has two names.
 *
 * @param own the `runner` that the project names
 * @param distPath where Vitest's modules are
 */
export function runnerBases(
  project: TestProject,
  own: string | undefined,
  distPath: string,
): string[] {
  if (own !== undefined) {
    const require = createRequire(join(project.config.root, 'package.json'))
    return [pathToFileURL(require.resolve(own)).href]
  }
  return ['index.js', 'runners.js'].map((file) => pathToFileURL(join(distPath, file)).href)
}

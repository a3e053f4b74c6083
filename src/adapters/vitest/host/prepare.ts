import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { TestProject } from 'vitest/node'
import { forksOptions } from './projects.js'
import type { Session } from './session.js'

const runnerFile = fileURLToPath(new URL('../child/runner.js', import.meta.url))

/**
 * Puts leakcheck's runner into a project, and fixes how many processes its files get. Vitest takes neither as an
 * option that reaches every project, so the resolved config is changed.
 */
export function prepare(
  { vitest, major, shared }: Session,
  project: TestProject,
  workers: number,
): void {
  project.config.runner = runnerFile
  project.config.includeTaskLocation = true
  const processes = shared.has(project) ? 1 : workers
  for (const config of [project.config, vitest.config]) {
    config.maxWorkers = processes
    if (major < 4) Object.assign(config, poolOf3(config, processes, shared.has(project)))
  }
}

/** How Vitest 3 is told the same. Files in one process stay isolated from one another if the project wants them to. */
function poolOf3(config: { isolate: boolean }, processes: number, shared: boolean): object {
  const forks = forksOptions(config)
  return {
    minWorkers: processes,
    fileParallelism: processes > 1,
    poolOptions: {
      forks: {
        ...forks,
        isolate: forks.isolate ?? config.isolate,
        singleFork: shared,
        maxForks: processes,
        minForks: processes,
      },
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

import type { TestProject } from 'vitest/node'
import type { RawFailure } from '../../../model/failure.js'
import type { HostRequest } from '../../../model/protocol.js'
import { toFailure } from '../child/failure.js'
import { fileOf, sharesProcess } from './projects.js'
import { runnerBases, type Session } from './start.js'

type RunFilesRequest = Extract<HostRequest, { type: 'run' }>

const configuredRunners = new WeakMap<TestProject, string | undefined>()

/**
 * Runs the files in one fresh process if they share one, else in one each. What happens inside is between
 * the runner in that process and its channel; this returns errors that Vitest caught outside any test.
 */
export async function runFiles(session: Session, request: RunFilesRequest): Promise<RawFailure[]> {
  const { vitest, major, specifications } = session
  const project = vitest.projects.find(({ name }) => name === request.project)
  if (!project) throw new Error(`leakcheck: no project ${request.project}`)
  prepare(session, project, request.workers)
  const before = setEnvironment({
    ...request.env,
    LEAKCHECK_PLAN: request.planFile,
    LEAKCHECK_RUNNER_BASES: JSON.stringify(runnerBases(project, vitest.distPath, configuredRunners.get(project))),
  })
  try {
    const byFile = new Map(
      specifications.filter((spec) => spec.project === project).map((spec) => [fileOf(project, spec), spec]),
    )
    const specs = request.files.map((file) => byFile.get(file)).filter((spec) => spec !== undefined)
    const { unhandledErrors } = await vitest.runTestSpecifications(specs)
    return unhandledErrors.filter(isOfSuite).map((error) => toFailure([error], project.config.root))
  } finally {
    setEnvironment(before)
    if (major < 4) await dropPool(session)
  }
}

function prepare({ vitest, major, runnerFile }: Session, project: TestProject, workers: number): void {
  if (!configuredRunners.has(project)) configuredRunners.set(project, project.config.runner)
  project.config.runner = runnerFile
  project.config.includeTaskLocation = true
  const shared = sharesProcess(project)
  const processes = shared ? 1 : workers
  for (const config of [project.config, vitest.config]) {
    config.maxWorkers = processes
    if (major >= 4) continue
    const options = config as unknown as {
      minWorkers: number
      fileParallelism: boolean
      poolOptions?: { forks?: Record<string, unknown> }
    }
    options.minWorkers = processes
    options.fileParallelism = processes > 1
    const forks = options.poolOptions?.forks ?? {}
    options.poolOptions = {
      ...options.poolOptions,
      forks: {
        ...forks,
        isolate: project.config.isolate && forks.isolate !== false,
        singleFork: shared,
        maxForks: processes,
        minForks: processes,
      },
    }
  }
}

/** Vitest 3 fixes the environment of test processes when it makes its pool: a new pool for each run. */
async function dropPool({ vitest }: Session): Promise<void> {
  const holder = vitest as unknown as { pool?: { close?: () => Promise<void> } | undefined }
  await holder.pool?.close?.()
  holder.pool = undefined
}

function setEnvironment(values: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  const before: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(values)) {
    before[name] = process.env[name]
    if (value === undefined) Reflect.deleteProperty(process.env, name)
    else process.env[name] = value
  }
  return before
}

/** Vitest's own words about a process that died; the run room knows better how it ended. */
const ABOUT_THE_POOL = /\[vitest-pool(-runner)?\]|Worker (exited|terminated|forks emitted)|Channel closed|ERR_IPC_CHANNEL_CLOSED|onTaskUpdate/

function isOfSuite(error: unknown): boolean {
  const message = error instanceof Error ? error.message : (error as { message?: unknown } | null)?.message
  return !ABOUT_THE_POOL.test(typeof message === 'string' ? message : '')
}

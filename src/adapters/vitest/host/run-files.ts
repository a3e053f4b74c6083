import type { RawFailure } from '../../../model/failure.js'
import type { HostRequest } from '../../../model/protocol.js'
import type { TestProject, TestSpecification } from 'vitest/node'
import { toFailure } from '../child/failure.js'
import { prepare, runnerBases } from './prepare.js'
import { fileOf } from './projects.js'
import type { Session } from './session.js'
import { setTestProcessEnvironment } from './test-process-environment.js'

type RunFilesRequest = Extract<HostRequest, { type: 'run' }>

/**
 * Runs the files in one fresh process if they share one (in several if `spread`), else in one each. What happens inside is between
 * the runner in that process and its channel; this returns errors that Vitest caught outside any test.
 */
export async function runFiles(session: Session, request: RunFilesRequest): Promise<RawFailure[]> {
  const { vitest, major, projects, specifications, ownRunners } = session
  const project = projects.find(({ name }) => name === request.project)
  if (!project) throw new Error(`leakcheck: no project ${request.project}`)
  prepare(session, project, request)
  setTestProcessEnvironment({
    ...request.env,
    LEAKCHECK_PLAN: request.planFile,
    LEAKCHECK_RUNNER_BASES: JSON.stringify(
      runnerBases(project, ownRunners.get(project), vitest.distPath),
    ),
  })
  try {
    const byFile = specificationsOf(project, specifications)
    const specs = request.files.map((file) => byFile.get(file)).filter((spec) => spec !== undefined)
    const { unhandledErrors } = await vitest.runTestSpecifications(specs)
    return unhandledErrors.flatMap(ofSuite).map((error) => toFailure([error], project.config.root))
  } finally {
    setTestProcessEnvironment({})
    if (major < 4) await dropPool(session)
  }
}

type ByFile = ReadonlyMap<string, TestSpecification>
const known = new WeakMap<TestProject, ByFile>()

/** Looked through once: each run names few of a project's files, and a large suite has as many runs as files. */
function specificationsOf(project: TestProject, all: readonly TestSpecification[]): ByFile {
  const byFile =
    known.get(project) ??
    new Map(
      all.filter((spec) => spec.project === project).map((spec) => [fileOf(project, spec), spec]),
    )
  known.set(project, byFile)
  return byFile
}

/** Vitest 2 and 3 fix the environment of test processes when they make their pool: a new pool for each run. */
async function dropPool({ vitest }: Session): Promise<void> {
  const holder = vitest as unknown as { pool?: { close?: () => Promise<void> } | undefined }
  await holder.pool?.close?.()
  holder.pool = undefined
}

/** Vitest's own words about a process that died; the run room knows better how it ended. */
const ABOUT_THE_POOL =
  /\[vitest-pool(-runner)?\]|Worker (exited|terminated|forks emitted)|Channel closed|ERR_IPC_CHANNEL_CLOSED|onTaskUpdate/

/** The errors that say something about the suite; of a test process that could not start, the reason. */
function ofSuite(error: unknown): unknown[] {
  const { message, cause } = (error ?? {}) as { message?: unknown; cause?: unknown }
  const text = typeof message === 'string' ? message : ''
  if (text.includes('Failed to start') && cause !== undefined) return [cause]
  return ABOUT_THE_POOL.test(text) ? [] : [error]
}

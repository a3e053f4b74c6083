import { relative, sep } from 'node:path'
import type { TestProject, TestSpecification, Vitest } from 'vitest/node'
import type { HostProject } from '../../../model/protocol.js'
import type { Session } from './session.js'

/** The projects as Vitest resolved them, with their files in own order. */
export function describeProjects({
  vitest,
  specifications,
  refused,
  shared,
  queued,
}: Session): HostProject[] {
  return vitest.projects.map((project) => {
    const { config } = project
    const configFile = project.vite.config.configFile
    return {
      name: project.name,
      root: config.root,
      ...(configFile ? { config: configFile } : {}),
      domain: shared.has(project) ? 'project' : 'file',
      queued: queued.has(project),
      sharedSetup: config.globalSetup.length > 0,
      files: filesOf(project, specifications),
      unsupported: filesOf(project, refused).map((file) => ({
        what: file,
        why: 'browser and type tests cannot be driven by leakcheck',
      })),
    }
  })
}

/** Whether a project's own settings, as Vitest heeds them, put several files into one process. */
export function sharesProcess(project: TestProject, vitest: Vitest): boolean {
  if (Number.parseInt(vitest.version, 10) >= 4) return !project.config.isolate
  // Vitest 3 has them per pool. It reads `isolate` from the root's config only, `singleFork` from the project's, and that
  // shares one process whatever `isolate` says.
  const forks = forksOptions(project.config)
  return (
    forks.singleFork === true || !(forksOptions(vitest.config).isolate ?? vitest.config.isolate)
  )
}

/** Whether a project's files have processes of their own, and its settings let no two of them run at the same time. */
export function isQueued(project: TestProject, vitest: Vitest): boolean {
  if (sharesProcess(project, vitest)) return false
  // What `fileParallelism: false` comes to.
  return project.config.maxWorkers === 1 || vitest.config.maxWorkers === 1
}

/** What Vitest 3 calls `poolOptions.forks`. */
export function forksOptions(config: object): ForksOptions {
  return (config as { poolOptions?: { forks?: ForksOptions } }).poolOptions?.forks ?? {}
}

interface ForksOptions {
  readonly isolate?: boolean
  readonly singleFork?: boolean
}

function filesOf(project: TestProject, specifications: readonly TestSpecification[]): string[] {
  return specifications
    .filter((spec) => spec.project === project)
    .map((spec) => fileOf(project, spec))
    .sort()
}

/** Relative to the project's root, '/' on every system. */
export function fileOf(project: TestProject, spec: TestSpecification): string {
  return relative(project.config.root, spec.moduleId).split(sep).join('/')
}

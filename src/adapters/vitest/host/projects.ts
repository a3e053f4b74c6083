import { relative, sep } from 'node:path'
import type { TestProject, TestSpecification } from 'vitest/node'
import type { HostProject } from '../../../model/protocol.js'
import type { Session } from './start.js'

/** The projects as Vitest resolved them, with their files in own order. */
export function describeProjects({ vitest, specifications, refused }: Session): HostProject[] {
  return vitest.projects.map((project) => {
    const { config } = project
    const configFile = project.vite.config.configFile
    return {
      name: project.name,
      root: config.root,
      ...(configFile ? { config: configFile } : {}),
      domain: sharesProcess(project) ? 'project' : 'file',
      sharedSetup: config.globalSetup.length > 0,
      files: filesOf(project, specifications),
      unsupported: filesOf(project, refused).map((file) => ({
        what: file,
        why: 'browser and type tests cannot be driven by leakcheck',
      })),
    }
  })
}

/** Whether this project's own settings put several files into one process. */
export function sharesProcess({ config }: TestProject): boolean {
  // Vitest 3 has them per pool; `singleFork` shares one process whatever `isolate` says.
  const forks = (config as { poolOptions?: { forks?: { isolate?: boolean; singleFork?: boolean } } }).poolOptions?.forks
  return forks?.singleFork === true || !(forks?.isolate ?? config.isolate)
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

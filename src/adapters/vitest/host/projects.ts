import { relative, sep } from 'node:path'
import type { TestProject, TestSpecification } from 'vitest/node'
import type { HostProject } from '../../../model/protocol.js'
import { usesContexts, whyUndrivable } from './pools.js'
import type { Session } from './session.js'

/** The projects as Vitest resolved them, with their files in own order. */
export function describeProjects({
  projects,
  specifications,
  refused,
  leftOut,
  shared,
  queued,
  spread,
}: Session): HostProject[] {
  return projects.map((project) => {
    const { config } = project
    const configFile = project.vite.config.configFile
    return {
      name: project.name,
      root: config.root,
      ...(configFile ? { config: configFile } : {}),
      domain: shared.has(project) ? 'project' : 'file',
      queued: queued.has(project),
      spreads: spread.has(project),
      sharedSetup: config.globalSetup.length > 0,
      files: filesOf(project, specifications),
      unsupported: [...refused, ...leftOut]
        .filter((spec) => spec.project === project)
        .map((spec) => ({ what: fileOf(project, spec), why: whyUndrivable(spec) ?? LEFT_OUT })),
      notices: usesContexts(project) && !shared.has(project) ? [aboutContexts(project)] : [],
    }
  })
}

const LEFT_OUT = "the project's own sequencer leaves it out: the project does not run it"

function aboutContexts({ name, config }: TestProject): string {
  const project = name === '' ? 'the tests run' : `project ${name} runs`
  return (
    `${project} in pool ${config.pool}: each file gets a process of its own here, so what files leave to one another in a ` +
    'worker outside of their contexts, such as environment variables, is not compared'
  )
}

function filesOf(project: TestProject, specifications: readonly TestSpecification[]): string[] {
  return specifications
    .filter((spec) => spec.project === project)
    .map((spec) => fileOf(project, spec))
}

/** Relative to the project's root, '/' on every system. */
export function fileOf(project: TestProject, spec: TestSpecification): string {
  return relative(project.config.root, spec.moduleId).split(sep).join('/')
}

import type { TestProject, TestSpecification, Vitest } from 'vitest/node'

/** What Vitest 2 has instead. */
interface Vitest2 {
  readonly projects: readonly {
    readonly testProject: TestProject
    readonly server: TestProject['vite']
  }[]
  readonly state: Vitest['state']
  globTestSpecs(filters?: string[]): Promise<TestSpecification[]>
  runFiles(specs: readonly TestSpecification[], allTestsRun: boolean): Promise<void>
}

/** Gives Vitest 2 the names that later versions have for what it can do as well, and returns its projects. */
export function catchUp(vitest: Vitest): readonly TestProject[] {
  const old = vitest as unknown as Vitest2
  Object.assign(vitest, {
    globTestSpecifications: (filters?: string[]) => old.globTestSpecs(filters),
    runTestSpecifications: async (specs: readonly TestSpecification[]) => {
      await old.runFiles(specs, true)
      return { unhandledErrors: old.state.getUnhandledErrors() }
    },
  })
  // Its projects in a workspace are made before they have a server.
  return old.projects.map(({ testProject, server }) => Object.assign(testProject, { vite: server }))
}

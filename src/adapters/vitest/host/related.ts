import type { TestProject, TestSpecification, Vitest } from 'vitest/node'
import type { RelatedFile } from '../../../model/protocol.js'
import { fileOf } from './projects.js'
import type { Session } from './session.js'
import { setUpFiles } from './set-up-files.js'

/** What Vitest 2 has as a method of its own. */
interface Vitest2 {
  filterTestsBySource(specs: readonly TestSpecification[]): Promise<readonly TestSpecification[]>
}

/**
 * The test files whose imports lead to one of these files, or that are one of them, as Vitest's own `related` finds them; and
 * all those of a project whose set-up does.
 */
export async function relatedTo(
  { vitest, major, projects, specifications }: Session,
  files: readonly string[],
): Promise<RelatedFile[]> {
  const whole = new Set<TestProject>()
  for (const project of projects) {
    const setUp = await setUpFiles(project)
    if (files.some((file) => setUp.has(file))) whole.add(project)
  }
  vitest.config.related = [...files]
  try {
    const found = await relevant(vitest, major, specifications)
    const ofWhole = specifications.filter(({ project }) => whole.has(project))
    return [...found.filter(({ project }) => !whole.has(project)), ...ofWhole].map((spec) => ({
      project: spec.project.name,
      file: fileOf(spec.project, spec),
    }))
  } finally {
    delete vitest.config.related
  }
}

function relevant(
  vitest: Vitest,
  major: number,
  specifications: readonly TestSpecification[],
): Promise<readonly TestSpecification[]> {
  if (major >= 3) return vitest.getRelevantTestSpecifications()
  return (vitest as unknown as Vitest2).filterTestsBySource(specifications)
}

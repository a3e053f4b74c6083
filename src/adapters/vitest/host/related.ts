import type { TestSpecification, Vitest } from 'vitest/node'
import type { RelatedFile } from '../../../model/protocol.js'
import { fileOf } from './projects.js'
import type { Session } from './session.js'

/** What Vitest 2 has as a method of its own. */
interface Vitest2 {
  filterTestsBySource(specs: readonly TestSpecification[]): Promise<readonly TestSpecification[]>
}

/** The test files whose imports lead to one of these files, or that are one of them, as Vitest's own `related` finds them. */
export async function relatedTo(
  { vitest, major, specifications }: Session,
  files: readonly string[],
): Promise<RelatedFile[]> {
  vitest.config.related = [...files]
  try {
    const found = await relevant(vitest, major, specifications)
    return found.map((spec) => ({ project: spec.project.name, file: fileOf(spec.project, spec) }))
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

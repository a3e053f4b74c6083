import type { Surroundings } from './diagnose/subject.js'
import type { TestCase } from './model/suite.js'
import type { OpenSuite } from './open-suite.js'
import type { Lane } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'

/** What a search may put before a test, in orders that its runner could run. */
export function surroundingsOf(
  lanes: readonly Lane[],
  { test, clones }: Pick<OpenSuite, 'test' | 'clones'>,
  /** Files that stand for tests. */
  wholeFiles: readonly TestCase[] = [],
): Surroundings {
  const files = new Map(wholeFiles.map((each) => [each.id, each]))
  const room = (keyOf: (of: TestCase) => string, own: ReadonlyMap<string, readonly TestCase[]>) => {
    const mates = (of: TestCase): readonly TestCase[] => {
      const all = own.get(keyOf(of)) ?? [of]
      if (!of.tearDown) return all
      // In the place of all its tests.
      const at = all.findIndex(({ file }) => file === of.file)
      return all.flatMap((each, index) =>
        index === at ? [of] : each.file === of.file ? [] : [each],
      )
    }
    return {
      test: (id: string) => files.get(id) ?? test(id),
      clones: false,
      clonesIn: clones,
      last: (of: TestCase) =>
        of.tearDown
          ? [...mates(of).filter((each) => each !== of), of].map(({ id }) => id)
          : lastOrder(mates(of), of),
      own: (of: TestCase) => mates(of).map(({ id }) => id),
      files: (of: TestCase) => [...new Set(mates(of).map(({ file }) => file))],
    }
  }
  const projects = new Map<string, TestCase[]>()
  for (const { project, tests } of lanes) {
    const own = projects.get(project) ?? []
    projects.set(project, own)
    for (const each of tests) own.push(each)
  }
  return {
    ...room(({ domain }) => domain, new Map(lanes.map(({ domain, tests }) => [domain, tests]))),
    across: room(({ project }) => project, projects),
  }
}

import type { Surroundings } from './diagnose/subject.js'
import type { TestCase } from './model/suite.js'
import type { OpenSuite } from './open-suite.js'
import type { Lane } from './plan/lanes.js'
import { lastOrder } from './plan/orders.js'

/** What a search may put before a test, in orders that its runner could run. */
export function surroundingsOf(
  lanes: readonly Lane[],
  { test, clones }: Pick<OpenSuite, 'test' | 'clones'>,
): Surroundings {
  const byDomain = new Map(lanes.map(({ domain, tests }) => [domain, tests]))
  const mates = (of: TestCase): readonly TestCase[] => byDomain.get(of.domain) ?? [of]
  return {
    test,
    clones,
    last: (of) => lastOrder(mates(of), of),
    own: (of) => mates(of).map(({ id }) => id),
    files: (of) => [...new Set(mates(of).map(({ file }) => file))],
  }
}

import type { TestSpecification, Vitest } from 'vitest/node'

type SequencerClass = Vitest['config']['sequence']['sequencer']

/**
 * The files in the order in which a clean checkout runs them, where no earlier run has left results to sort them by: as the
 * project's own sequencer puts them, or Vitest's, which begins with the largest. Where that has no preference, by path.
 *
 * A sequencer that shuffles has no order of its own: Vitest's stands in for it.
 *
 * @returns only those that the sequencer returns: the project runs no others
 */
export async function inOwnOrder(
  vitest: Vitest,
  specifications: readonly TestSpecification[],
): Promise<readonly TestSpecification[]> {
  const { config } = vitest
  const Sequencer = unshuffled(config.sequence.sequencer)
  const byPath = [...specifications].sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
  const cache = vitest.cache as Partial<Cache>
  // Vitest 5 looks at the files itself, and keeps nothing of what it saw.
  await cache.stats?.populateStats(config.root, byPath)
  Object.assign(cache, NOTHING_KEPT)
  return new Sequencer(vitest).sort(byPath)
}

/** What Vitest 2 to 4, and 5, ask for what a file came to last time. */
const NOTHING_KEPT = {
  getFileTestResults: () => undefined,
  getTestSpecificationResult: () => undefined,
}

interface Cache {
  readonly stats: {
    populateStats(root: string, files: readonly TestSpecification[]): Promise<void>
  }
}

function unshuffled(own: SequencerClass): SequencerClass {
  if (own.name !== 'RandomSequencer') return own
  return Object.getPrototypeOf(own) as SequencerClass
}

/** From now on files run in the order in which they are handed over. */
export function keepOrder({ config }: Vitest): void {
  config.sequence.sequencer = class {
    sort(files: TestSpecification[]): TestSpecification[] {
      return files
    }
    shard(files: TestSpecification[]): TestSpecification[] {
      return files
    }
  }
}

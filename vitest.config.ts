import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** They watch the clock, or count what runs on the machine: two of them at once would disturb each other. */
const BY_THEMSELVES = ['exit-codes', 'hostile', 'killed'].map(file)

/** Many small suites, with truths that do not depend on how busy the machine is. The longest first: two run side by side. */
const SIDE_BY_SIDE = [
  ...['fairness-vitest', 'pytest-cases', 'vitest-contract', 'vitest-cases-1', 'fairness-pytest'],
  ...[
    'vitest-cases-2',
    'resume',
    'killed-outside',
    'pytest-contract',
    'pytest-versions',
    'newcomer',
    'pytest-usage',
  ],
  ...[
    'testing-guide',
    'bisect',
    'monorepo',
    'layouts',
    'changed',
    'baseline',
    'packed',
    'html-report',
  ],
].map(file)

const PATIENT = { testTimeout: 5 * 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    sequence: { sequencer: longestFirst() },
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.ts'], sequence: { groupOrder: 0 } },
      },
      {
        test: {
          name: 'suites',
          // Not what is below: those are the suites that these tests run leakcheck on.
          include: BY_THEMSELVES,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'cases',
          include: ['fixtures/*.test.ts'],
          exclude: BY_THEMSELVES,
          // Repeats are run one at a time, which leaves half of a small machine idle.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          ...PATIENT,
        },
      },
    ],
  },
})

function file(name: string): string {
  return `fixtures/${name}.test.ts`
}

function longestFirst() {
  const rank = ({ moduleId }: TestSpecification): number => {
    const index = SIDE_BY_SIDE.findIndex((name) => moduleId.endsWith(name))
    return index === -1 ? SIDE_BY_SIDE.length : index
  }
  return class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const sorted = await super.sort(files)
      return sorted.sort((a, b) => rank(a) - rank(b))
    }
  }
}

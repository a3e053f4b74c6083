import { defineConfig } from 'vitest/config'

/** Many small suites, one after the other, with truths that do not depend on how busy the machine is. */
const CASES = [
  'fixtures/{monorepo,fairness-vitest,fairness-pytest,vitest-cases-1,vitest-cases-2,pytest-cases,pytest-versions,vitest-contract,testing-guide,bisect}.test.ts',
]
const PATIENT = { testTimeout: 5 * 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'unit', include: ['src/**/*.test.ts'], sequence: { groupOrder: 0 } },
      },
      {
        test: {
          name: 'suites',
          // Not what is below: those are the suites that these tests run leakcheck on.
          include: ['fixtures/*.test.ts'],
          exclude: CASES,
          // Each starts test processes of its own and watches the clock: two files at once disturb each other.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'cases',
          include: CASES,
          // Repeats are run one at a time, which leaves half of a small machine idle.
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
          ...PATIENT,
        },
      },
    ],
  },
})

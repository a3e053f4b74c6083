import { defineConfig } from 'vitest/config'

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
          // Each starts test processes of its own and watches the clock: two files at once disturb each other.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 5 * 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})

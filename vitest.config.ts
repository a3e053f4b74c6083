import { defineConfig } from 'vitest/config'
import { LongestFirst } from './src/tests/drive/longest-first.js'

/** Safety nets, in case nothing moves any more: limits that mean something are scaled by `src/tests/drive/machine-pace.ts`. */
const PATIENT = {
  testTimeout: 15 * 60_000,
  hookTimeout: 15 * 60_000,
  expect: { poll: { timeout: 60_000 } },
}

/** Nothing here waits for a process of a runner, but the machine may be busy. */
const PROMPT = { testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // What a test is, its folder says: CONTRIBUTING.md, "Where things are".
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts'],
          exclude: ['src/tests/**'],
          // Nothing of ours leaks: leakcheck itself says so, and modules are loaded once, not once a file.
          isolate: false,
          pool: 'threads',
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
          ...PROMPT,
        },
      },
      {
        test: {
          name: 'recorded',
          include: ['src/tests/recorded/**/*.test.ts'],
          isolate: false,
          pool: 'threads',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...PROMPT,
        },
      },
      // They wait for processes, and for those to end: three at once keep two cores busy.
      {
        test: {
          name: 'smoke',
          include: ['src/tests/smoke/**/*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'matrix',
          include: ['src/tests/matrix/**/*.test.ts'],
          maxWorkers: 3,
          sequence: { groupOrder: 3 },
          ...PATIENT,
        },
      },
    ],
  },
})

/** The test runners that a report may be about; `command`: any other. */
export type RunnerName = 'vitest' | 'pytest' | 'jest' | 'mocha' | 'node:test' | 'command'

/** Takes out of an environment what our own test runner has set for itself. */
export const userEnvironment = {
  VITEST: undefined,
  NODE_ENV: undefined,
  TEST: undefined,
  VITEST_MODE: undefined,
} as const

/** A failure as the runner's process saw it: bounded, free of secrets, not yet normalised. */
export interface RawFailure {
  /** The error's class name, e.g. `AssertionError`; `Timeout` and `Crash` for what leakcheck itself saw. */
  readonly type: string
  readonly message: string
  /** The topmost stack frame in the project's own code: `file:line` relative to the project's root. */
  readonly frame?: string
  /** Set when a hook failed and took the test with it: `beforeAll`, `beforeEach`… */
  readonly hook?: string
}

/** A failure as reports show it. Two failures are "the same" only if their fingerprints match. */
export interface Failure {
  readonly type: string
  readonly message: string
  readonly normalized: string
  readonly frame?: string
}

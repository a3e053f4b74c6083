/**
 * Faults of the user or of his set-up, as opposed to failures of runs, which are data. Each carries one
 * clear line, what to do next, and the exit code it ends with (docs/exit-codes.md).
 */
export class LeakcheckError extends Error {
  override readonly name = 'LeakcheckError'

  constructor(
    /** Stable, kebab-case: `errors[].code` in the report. */
    readonly code: string,
    message: string,
    readonly hint?: string,
    readonly exitCode: 2 | 4 | 5 = 2,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

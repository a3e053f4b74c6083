export interface ExitFacts {
  readonly interrupted: 'SIGINT' | 'SIGTERM' | undefined
  /** Nothing at all could be collected, no test was compared, or no run of some tests in their own order has come to anything. */
  readonly couldNot: boolean
  /** Confirmed findings that are not accepted. */
  readonly leaks: number
  /** Differences that could not be confirmed. */
  readonly undecided: number
}

/** docs/exit-codes.md: where several fit, 130/143, then 2, 1, 3, 0. A `broken` test never sets 1. */
export function exitCodeOf({ interrupted, couldNot, leaks, undecided }: ExitFacts): number {
  if (interrupted === 'SIGINT') return 130
  if (interrupted === 'SIGTERM') return 143
  if (couldNot) return 2
  if (leaks > 0) return 1
  return undecided > 0 ? 3 : 0
}

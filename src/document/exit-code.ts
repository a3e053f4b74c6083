export interface ExitFacts {
  readonly interrupted: 'SIGINT' | 'SIGTERM' | undefined
  /** Nothing at all could be collected. */
  readonly nothingCollected: boolean
  /** No test was compared: a limit ended before that. */
  readonly nothingCompared: boolean
  /** Confirmed findings that are not accepted. */
  readonly leaks: number
  /** Differences that could not be confirmed. */
  readonly undecided: number
}

/** docs/exit-codes.md: where several fit, 130/143, then 2, 1, 3, 0. A `broken` test never sets 1. */
export function exitCodeOf(facts: ExitFacts): number {
  const { interrupted, nothingCollected, nothingCompared, leaks, undecided } = facts
  if (interrupted === 'SIGINT') return 130
  if (interrupted === 'SIGTERM') return 143
  if (nothingCollected || nothingCompared) return 2
  if (leaks > 0) return 1
  return undecided > 0 ? 3 : 0
}

/** The part of a budget that detection may use: a difference that cannot be confirmed any more helps nobody. */
const DETECTION_SHARE = 0.8

export interface Budget {
  /** Why detection must stop, once it must. */
  readonly detection: () => string | undefined
  /** Why everything must stop, once it must. */
  readonly total: () => string | undefined
}

/**
 * @param budgetMs undefined: no limit
 * @param signal aborted when the user interrupts
 */
export function openBudget(
  budgetMs: number | undefined,
  startedAt: Date,
  signal: AbortSignal,
): Budget {
  const stop = (share: number) => (): string | undefined => {
    if (signal.aborted) return 'interrupted'
    if (budgetMs === undefined || Date.now() - startedAt.getTime() < budgetMs * share)
      return undefined
    return `the budget of ${String(Math.round(budgetMs / 1000))} s ended`
  }
  return { detection: stop(DETECTION_SHARE), total: stop(1) }
}

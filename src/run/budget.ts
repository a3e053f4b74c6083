/** The part of a budget that detection may use: a difference that cannot be confirmed and explained helps little. */
const DETECTION_SHARE = 0.7

export interface Budget {
  /** Why detection must stop, once it must. */
  readonly detection: () => string | undefined
  /** Why everything must stop, once it must. */
  readonly total: () => string | undefined
}

export interface Limit {
  readonly budgetMs?: number
  readonly maxRuns?: number
}

/** @param signal aborted when the user interrupts */
export function openBudget(
  { budgetMs, maxRuns }: Limit,
  startedAt: Date,
  signal: AbortSignal,
  runs: () => number,
): Budget {
  const stop = (share: number) => (): string | undefined => {
    if (signal.aborted) return 'interrupted'
    if (maxRuns !== undefined && runs() >= maxRuns * share)
      return `the limit of ${String(maxRuns)} runs was reached`
    if (budgetMs === undefined || Date.now() - startedAt.getTime() < budgetMs * share)
      return undefined
    const written =
      budgetMs < 1_000 ? `${String(budgetMs)} ms` : `${String(Math.round(budgetMs / 1_000))} s`
    return `the budget of ${written} ended`
  }
  return { detection: stop(DETECTION_SHARE), total: stop(1) }
}

/** In ms; never below 0. */
export function budgetLeft(budgetMs: number, startedAt: Date): () => number {
  return () => Math.max(0, budgetMs - (Date.now() - startedAt.getTime()))
}

import type { Kind } from '../model/report-document.js'

export interface ExitFacts {
  readonly interrupted: 'SIGINT' | 'SIGTERM' | undefined
  /** Nothing at all could be collected. */
  readonly nothingCollected: boolean
  readonly confirmed: number
  readonly kinds: ReadonlySet<Kind>
}

/** docs/exit-codes.md: where several fit, 130/143, then 2, 1, 3, 0. A `broken` test never sets 1. */
export function exitCodeOf({ interrupted, nothingCollected, confirmed, kinds }: ExitFacts): number {
  if (interrupted === 'SIGINT') return 130
  if (interrupted === 'SIGTERM') return 143
  if (nothingCollected) return 2
  if (confirmed > 0) return 1
  return kinds.has('undecided') ? 3 : 0
}

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const

/** What a written duration looks like: `500ms`, `90s`, `1.5m`, `1h`. A bare number could be of any unit, so it is of none. */
export const DURATION_PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/

/** A duration in whole milliseconds, or undefined when it is none. Zero is none: no time limit means "at once". */
export function parseDuration(written: string): number | undefined {
  const match = DURATION_PATTERN.exec(written)
  if (!match) return undefined
  const ms = Math.round(Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS])
  return ms > 0 && ms <= MAX_TIMER_MS ? ms : undefined
}

/** Node fires a longer timer at once (a 32-bit signed number of ms: about 24 days). */
const MAX_TIMER_MS = 2 ** 31 - 1

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** An estimate, no more exact than estimates are: `about 15 s`, `about 4 m`, `about 1 h 20 m`. */
export function about(ms: number): string {
  const time = rounded(ms)
  if (time < MINUTE) return `about ${String(time / SECOND)} s`
  const minutes = Math.floor(time / MINUTE)
  if (minutes < 5) return `about ${joined([minutes, 'm'], [(time % MINUTE) / SECOND, 's'])}`
  return `about ${joined([Math.floor(minutes / 60), 'h'], [minutes % 60, 'm'])}`
}

function rounded(ms: number): number {
  if (ms < 2 * SECOND) return Math.max(SECOND / 2, to(ms, SECOND / 2))
  if (ms < 10 * SECOND) return to(ms, SECOND)
  if (ms < MINUTE) return to(ms, 5 * SECOND)
  if (ms < 5 * MINUTE) return to(ms, 10 * SECOND)
  if (ms < 60 * MINUTE) return to(ms, MINUTE)
  return to(ms, 5 * MINUTE)
}

function to(ms: number, step: number): number {
  return Math.round(ms / step) * step
}

function joined(...parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${String(count)} ${unit}`)
    .join(' ')
}

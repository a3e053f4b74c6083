import type { Kind } from '../model/report-document.js'

const NUMBER = new Intl.NumberFormat('en-US')

/** `1,904` */
export function number(count: number): string {
  return NUMBER.format(count)
}

/** `1 run`, `1,904 runs` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`
}

/** `840 ms`, `7.3 s`, `52 s`, `4 m 10 s`, `2 h 5 m` */
export function span(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`
  if (ms < 9_950) return `${(ms / 1_000).toFixed(1)} s`
  const seconds = Math.round(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${seconds % 60} s`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`
}

/** A kind as it stands after a count: `51 victims`, `2 not compared`. */
export function kindCount(kind: Kind, count: number): string {
  if (kind === 'victim') return plural(count, 'victim')
  return `${number(count)} ${kind.replace('-compared', ' compared')}`
}

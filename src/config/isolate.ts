import type { Isolate } from './config.js'

/** What is written for {@link Isolate}: `all`, `suspects` or `sample:N`. */
export const ISOLATE_PATTERN = /^(?:all|suspects|sample:[1-9]\d{0,8})$/

/** Expects what {@link ISOLATE_PATTERN} matches. */
export function parseIsolate(written: string): Isolate {
  if (written === 'all' || written === 'suspects') return { kind: written }
  return { kind: 'sample', size: Number(written.slice('sample:'.length)) }
}

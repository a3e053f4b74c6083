import { reproduces, type Ask, type Search } from '../../diagnose/search.js'
import type { Said } from './rival.js'

/** Delta debugging as in the textbook (Zeller and Hildebrandt, 2002): parts, then complements, then smaller parts. */
export function* ddmin(items: readonly string[], ask: Ask): Search<Said> {
  let left = items
  let granularity = 2
  while (left.length > 1) {
    const parts = split(left, granularity)
    const smaller = yield* firstOf(parts, ask)
    if (smaller) {
      left = smaller
      granularity = 2
      continue
    }
    const rest = yield* firstOf(
      parts.map((part) => without(left, part)),
      ask,
    )
    if (rest) {
      left = rest
      granularity = Math.max(granularity - 1, 2)
      continue
    }
    if (granularity >= left.length) break
    granularity = Math.min(granularity * 2, left.length)
  }
  return { kind: 'named', items: left }
}

function* firstOf(
  parts: readonly (readonly string[])[],
  ask: Ask,
): Search<readonly string[] | undefined> {
  for (const part of parts) if (yield* reproduces(ask(part))) return part
  return undefined
}

function split(items: readonly string[], count: number): (readonly string[])[] {
  const at = (index: number) => Math.floor((index * items.length) / count)
  return Array.from({ length: count }, (_, index) => items.slice(at(index), at(index + 1)))
}

function without(items: readonly string[], part: readonly string[]): readonly string[] {
  const dropped = new Set(part)
  return items.filter((item) => !dropped.has(item))
}

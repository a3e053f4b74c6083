import { createHash } from 'node:crypto'

/**
 * A sequence of test ids. An id may occur again: `[v, v]` is "v twice in one process". Everything leakcheck
 * runs is an order: together, alone, reverse, twice, a shuffle, a search step, a replay.
 */
export type Order = readonly string[]

/** A line of an order file that is no test: see {@link RunRequest.collect}. */
export const COLLECT_ALL = '# every file is imported first'

/** Another one: see {@link RunRequest.apart}. */
export const LAST_APART = '# the last test in a process of its own'

const keys = new WeakMap<Order, string>()

/**
 * The same tests in the same sequence, as one short string: what caches are keyed by. Whoever compares orders keeps one for
 * each observation of each test; the ids of a large suite, joined, would be a thousand times as long.
 */
export function orderKey(order: Order): string {
  const known = keys.get(order)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  for (const id of order) hash.update(`${id}\n`)
  const key = `${String(order.length)}:${hash.digest('base64')}`
  keys.set(order, key)
  return key
}

/** How lines of an order file begin that name a file to import first: see {@link RunRequest.collect}. */
const IMPORTED = '# imported first: '

export function importLine(file: string): string {
  return `${IMPORTED}${file}`
}

/** An order file's lines: the tests, and what is imported before them. */
export function readOrderLines(lines: readonly string[]): {
  readonly order: Order
  readonly collect?: 'all' | readonly string[]
  readonly apart?: true
} {
  const imports = lines.flatMap((line) =>
    line.startsWith(IMPORTED) ? [line.slice(IMPORTED.length)] : [],
  )
  const collect = lines.includes(COLLECT_ALL) ? 'all' : imports.length > 0 ? imports : undefined
  return {
    order: lines.filter((line) => line !== '' && !line.startsWith('# ')),
    ...(collect === undefined ? {} : { collect }),
    ...(lines.includes(LAST_APART) ? { apart: true } : {}),
  }
}

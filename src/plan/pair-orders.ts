import type { Order } from '../model/order.js'
import type { TestCase } from '../model/suite.js'
import { numberFrom, reverseOrder } from './orders.js'
import { rearrange, type Sibling } from './rearrange.js'
import { everySecond, tuscanRow, tuscanRows } from './tuscan.js'

/**
 * A victim with four cleaners, the median of published ones, fails in one random order of six: so many orders show it 95 times of
 * 100. Beyond the rows that their siblings need, small suites get that many, for pairs across the borders of files and describes.
 */
const ENOUGH = 17
/** Of that many arrangements the one with most new pairs is taken. In large suites chance does as well. */
const CANDIDATES = 4
const LARGE = 2_000

/** Siblings of one level, and what is still to be seen of them. */
interface Level {
  readonly size: number
  /** Rows that hold pairs which no order has had next to each other yet. */
  readonly rows: Set<number>
}

/**
 * Orders that put next to each other, both ways round, what own order and reverse do not: files, then describes and tests inside
 * them, each level by rows that cover all its ordered pairs; among such arrangements those with most new pairs across borders. The
 * most telling come first.
 *
 * @param most so many orders at most
 */
export function pairOrders(tests: readonly TestCase[], seed: number, most: number): Order[] {
  const own = tests.map(({ id }) => id)
  const seen = new Set<string>()
  see(own, seen)
  see(reverseOrder(tests), seen)
  const orders: Order[] = []
  const keep = (order: Order): void => {
    orders.push(order)
    see(order, seen)
  }
  const split = rearrange(tests, (siblings) => placed(siblings, everySecond(siblings.length)))
  const levels = new Map<string, Level>()
  // Tells cleaners from polluters at the price of one order.
  if (most > 0 && gainOf(split, seen) > 0) keep(split)
  rearrange(tests, (siblings) => {
    if (siblings.length > 1)
      levels.set(nameOf(siblings), levelOf(siblings.length, orders.length > 0))
    return siblings
  })
  const candidates = tests.length > LARGE ? 1 : CANDIDATES
  while (orders.length < most) {
    const isOpen = [...levels.values()].some(({ rows }) => rows.size > 0)
    if (!isOpen && orders.length >= Math.min(tests.length, ENOUGH)) break
    const tries = Array.from({ length: candidates }, (_, index) =>
      arranged(tests, levels, `${String(seed)} ${String(orders.length)} ${String(index)}`),
    )
    const best = tries.reduce((a, b) => (gainOf(b.order, seen) > gainOf(a.order, seen) ? b : a))
    if (!isOpen && gainOf(best.order, seen) === 0) break
    for (const [level, row] of best.rows) level.rows.delete(row)
    keep(best.order)
  }
  return orders
}

interface Arranged {
  readonly order: Order
  /** Which row each level has taken. */
  readonly rows: ReadonlyMap<Level, number>
}

/** Each level in a row that it still needs; where it needs none, shuffled. */
function arranged(
  tests: readonly TestCase[],
  levels: ReadonlyMap<string, Level>,
  chance: string,
): Arranged {
  const rows = new Map<Level, number>()
  const order = rearrange(tests, (siblings) => {
    const name = nameOf(siblings)
    const level = levels.get(name)
    if (!level || siblings.length < 2) return siblings
    const open = [...level.rows]
    const row = open[numberFrom(`${chance}\u0000${name}`) % open.length]
    if (row === undefined) return shuffled(siblings, chance)
    rows.set(level, row)
    return placed(siblings, tuscanRow(level.size, row))
  })
  return { order, rows }
}

/** @param isSplit every second one, then the others, has been run already: of three it is one of the rows */
function levelOf(size: number, isSplit: boolean): Level {
  const rows = new Set(Array.from({ length: tuscanRows(size) }, (_, row) => row))
  rows.delete(0)
  rows.delete(tuscanRows(size) / 2)
  if (isSplit && size === 3) rows.delete(3)
  return { size, rows }
}

/** The first of siblings names them all. */
function nameOf(siblings: readonly Sibling[]): string {
  return siblings[0]?.key ?? ''
}

function shuffled(siblings: readonly Sibling[], chance: string): Sibling[] {
  return siblings
    .map((sibling) => ({ sibling, at: numberFrom(`${chance}\u0000${sibling.key}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ sibling }) => sibling)
}

function placed(siblings: readonly Sibling[], places: readonly number[]): Sibling[] {
  return places.flatMap((place) => siblings[place] ?? [])
}

function see(order: Order, seen: Set<string>): void {
  for (let at = 1; at < order.length; at++) seen.add(pair(order, at))
}

function gainOf(order: Order, seen: ReadonlySet<string>): number {
  let gain = 0
  for (let at = 1; at < order.length; at++) if (!seen.has(pair(order, at))) gain += 1
  return gain
}

function pair(order: Order, at: number): string {
  return `${order[at - 1] ?? ''}\n${order[at] ?? ''}`
}

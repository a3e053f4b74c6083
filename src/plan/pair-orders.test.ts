import fc from 'fast-check'
import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { suites } from '../model/suites.fixture.js'
import type { TestCase } from '../model/suite.js'
import { lanesOf } from './lanes.js'
import { neighboursSeen } from './neighbours.js'
import { reverseOrder } from './orders.js'
import { pairOrders } from './pair-orders.js'
import { runRecord } from '../model/run-record.fixture.js'
import { rearrange } from './rearrange.js'

/** Safety net: generated suites take some hundredths of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

const ids = (tests: readonly TestCase[]): string[] => tests.map(({ id }) => id)

const seenIn = (tests: readonly TestCase[], orders: readonly (readonly string[])[]) =>
  neighboursSeen(
    lanesOf(tests),
    orders.map((order) =>
      runRecord(
        'pairs:1',
        order.map((id) => [id, 'passed']),
      ),
    ),
  )

/** What an order comes to once its groups are put together again: itself, unless it leaves one and comes back. */
function regrouped(tests: readonly TestCase[], order: readonly string[]): readonly string[] {
  const byId = new Map(tests.map((each) => [each.id, each]))
  const inOrder = order.flatMap((id) => byId.get(id) ?? [])
  return rearrange(inOrder, (siblings) => siblings)
}

test(
  'each order holds every test once and keeps files and describes in one piece; with own order and reverse they have all siblings next to each other, both ways round',
  PATIENT,
  () => {
    fc.assert(
      fc.property(suites, fc.nat(), (tests, seed) => {
        const orders = pairOrders(tests, seed, 60)
        for (const order of orders) {
          expect([...order].sort()).toEqual(ids(tests).sort())
          expect(regrouped(tests, order)).toEqual(order)
        }
        const { seen, all } = seenIn(tests, [ids(tests), reverseOrder(tests), ...orders])
        expect(seen).toBe(all)
        expect(pairOrders(tests, seed, 60)).toEqual(orders)
        expect(pairOrders(tests, seed, 2)).toEqual(orders.slice(0, 2))
      }),
      { numRuns: 40 },
    )
  },
)

test('the first order is every second file, describe and test, then the others', () => {
  const own = suiteOf(['a > 1', 'a > 2', 'a > 3', 'a > 4', 'b > 5', 'c > 6', 'c > 7', 'c > 8'])
  expect(pairOrders(own, 1, 1)).toEqual([
    ['a > 1', 'a > 3', 'a > 2', 'a > 4', 'c > 6', 'c > 8', 'c > 7', 'b > 5'],
  ])
})

test('two tests need no more than own order and reverse; tests of one file as many orders as there are tests, less these two', () => {
  const count = (size: number): number =>
    pairOrders(suiteOf(Array.from({ length: size }, (_, at) => `a > ${String(at)}`)), 1, 60).length
  expect(count(1)).toBe(0)
  expect(count(2)).toBe(0)
  expect(count(3)).toBe(2)
  // And every second one, then the others.
  expect(count(20)).toBe(20 - 2 + 1)
  expect(count(40)).toBe(40 - 2 + 1)
})

test('small suites of many files get orders for pairs across their borders too, as many as show a victim behind four cleaners', () => {
  const tests = suiteOf(Array.from({ length: 20 }, (_, at) => `f${String(at % 5)} > ${String(at)}`))
  const orders = pairOrders(tests, 1, 60)
  expect(orders).toHaveLength(17)
  const crossing = new Set(
    orders.flatMap((order) =>
      order.slice(1).flatMap((id, at) => {
        const before = order[at] ?? ''
        return before.split(' ')[0] === id.split(' ')[0] ? [] : [`${before}\n${id}`]
      }),
    ),
  )
  // Of each order four pairs cross a border, and few of them have been there before.
  expect(crossing.size).toBeGreaterThan(55)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Order } from '../model/order.js'
import { suiteOf } from '../model/outline.fixture.js'
import { suites, suitesWithTest } from '../model/suites.fixture.js'
import type { TestCase } from '../model/suite.js'
import { lastOrder, reverseOrder, sampleOf, shuffledOrder } from './orders.js'

/** Safety net: generated suites take some hundredths of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

const ids = (tests: readonly TestCase[]): string[] => tests.map(({ id }) => id)

/** The file and the describes that a test is in, outermost first. */
function groupsOf(id: string): string[] {
  const path = id.split(' > ')
  return path.slice(0, -1).map((_, index) => `${path.slice(0, index + 1).join(' > ')} > `)
}

/** A file or describe that the order leaves and comes back to. */
function tornGroup(order: Order): string | undefined {
  return order.flatMap(groupsOf).find((group) => {
    const members = order.map((id) => id.startsWith(group))
    const stretch = members.slice(members.indexOf(true), members.lastIndexOf(true) + 1)
    return stretch.includes(false)
  })
}

test(
  'orders in reverse, shuffled and with one test last keep files and describes in one piece, and hold every test once',
  PATIENT,
  () => {
    fc.assert(
      fc.property(suitesWithTest, fc.nat(), ({ tests, test: last }, seed) => {
        for (const order of [
          reverseOrder(tests),
          shuffledOrder(tests, seed),
          lastOrder(tests, last),
        ]) {
          expect(tornGroup(order)).toBeUndefined()
          expect([...order].sort()).toEqual(ids(tests).sort())
        }
      }),
    )
  },
)

test('the reverse order turns files, describes and tests round, each within its own level', () => {
  const own = suiteOf(['a > 1', 'a > x > 2', 'a > x > 3', 'b > 4'])
  expect(reverseOrder(own)).toEqual(['b > 4', 'a > x > 3', 'a > x > 2', 'a > 1'])
})

test('reversing an order twice gives the own order again', PATIENT, () => {
  fc.assert(
    fc.property(suites, (tests) => {
      const reversed = reverseOrder(tests).map((id) => tests.find((each) => each.id === id))
      expect(reverseOrder(reversed as TestCase[])).toEqual(ids(tests))
    }),
  )
})

test(
  'a part of a suite is shuffled into the order that its tests have in the shuffled whole',
  PATIENT,
  () => {
    fc.assert(
      fc.property(suites, fc.nat(), fc.infiniteStream(fc.boolean()), (tests, seed, picks) => {
        const part = tests.filter(() => picks.next().value)
        const within = shuffledOrder(tests, seed).filter((id) => ids(part).includes(id))
        expect(shuffledOrder(part, seed)).toEqual(within)
      }),
    )
  },
)

test('of any two tests, each comes first in the shuffles of some seeds', () => {
  const own = suiteOf(['a > 1', 'a > 2', 'a > 3', 'b > 4'])
  const orders = Array.from({ length: 40 }, (_, seed) => shuffledOrder(own, seed))
  for (const one of ids(own)) {
    for (const other of ids(own)) {
      if (one === other) continue
      expect(orders.some((order) => order.indexOf(one) < order.indexOf(other))).toBe(true)
    }
  }
})

test('a test is put last by moving its file, its describes and itself behind their siblings', () => {
  const own = suiteOf(['a > 1', 'a > x > 2', 'a > x > 3', 'a > 4', 'b > 5'])
  const first = own.find(({ id }) => id === 'a > x > 2')!
  expect(lastOrder(own, first)).toEqual(['b > 5', 'a > 1', 'a > 4', 'a > x > 3', 'a > x > 2'])
})

test(
  'when a test is put last, the others keep their order within each file and describe',
  PATIENT,
  () => {
    fc.assert(
      fc.property(suitesWithTest, ({ tests, test: last }) => {
        const order = lastOrder(tests, last)
        expect(order.at(-1)).toBe(last.id)
        const levels = ['', ...groupsOf(last.id), last.id]
        levels.slice(0, -1).forEach((level, depth) => {
          const inner = levels[depth + 1] ?? ''
          const besides = (id: string): boolean => id.startsWith(level) && !id.startsWith(inner)
          expect(order.filter(besides)).toEqual(ids(tests).filter(besides))
        })
      }),
    )
  },
)

test('a file that fails to import is reversed and put last like any other file', () => {
  const [broken] = suiteOf(['b'])
  const own = [...suiteOf(['a > 1', 'a > 2']), broken!, ...suiteOf(['c > 3'])]
  expect(reverseOrder(own)).toEqual(['c > 3', 'b', 'a > 2', 'a > 1'])
  expect(lastOrder(own, broken!)).toEqual(['a > 1', 'a > 2', 'c > 3', 'b'])
})

test('a sample is in own order, the same for the same seed, and another one for another seed', () => {
  const own = suiteOf(Array.from({ length: 30 }, (_, index) => `a > ${String(index)}`))
  const sample = ids(sampleOf(own, 10, 1))
  expect(sample).toHaveLength(10)
  expect(ids(sampleOf(own, 10, 1))).toEqual(sample)
  expect(ids(own).filter((id) => sample.includes(id))).toEqual(sample)
  expect(ids(sampleOf(own, 10, 2))).not.toEqual(sample)
})

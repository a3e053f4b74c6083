import { expect, test } from 'vitest'
import { segmentsOf } from '../adapters/segments.js'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestCase } from '../model/suite.js'
import { entriesOf, sharing, type Translated } from './translate.js'

const TESTS = 100
const tests = suiteOf(
  Array.from(
    { length: TESTS },
    (_, index) => `f${String(Math.floor(index / 10))} > t${String(index)}`,
  ),
)
const byId = new Map(tests.map((each) => [each.id, each]))

function translated(order: readonly string[], other?: Translated): Translated {
  const request = { purpose: 'after', project: '', order, host: 'forking' as const }
  return sharing({ request, ...segmentsOf(order, known) }, other)
}

function known(id: string): TestCase {
  const found = byId.get(id)
  if (!found) throw new Error(id)
  return found
}

test('the common beginning of a hundred orders is held in memory once', () => {
  const ids = tests.map(({ id }) => id)
  const all: Translated[] = []
  for (const id of ids) all.push(translated([...ids, id], all.at(-1)))
  expect(new Set(all.flatMap(({ places }) => places)).size).toBe(2 * TESTS)
  expect(new Set(entriesOf(all).flat()).size).toBe(2 * TESTS)
})

test('an order that shares its beginning is translated as if it were the only one', () => {
  const [a = '', b = '', c = ''] = tests.map(({ id }) => id)
  const orders = [[a, b, c], [a, b, a], [a, c], [a, a], [b]]
  const all: Translated[] = []
  for (const order of orders) all.push(translated(order, all.at(-1)))
  expect(all).toEqual(orders.map((order) => translated(order)))
  expect(entriesOf(all)).toEqual(orders.flatMap((order) => entriesOf([translated(order)])))
})

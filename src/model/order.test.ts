import { expect, test } from 'vitest'
import { orderKey } from './order.js'

test('equal orders have the same key, and different orders have different keys', () => {
  const orders = [['a'], ['b'], ['a', 'b'], ['b', 'a'], ['a', 'a'], ['a\nb'], ['ab'], []]
  expect(new Set(orders.map(orderKey)).size).toBe(orders.length)
  expect(orders.map((order) => orderKey([...order]))).toEqual(orders.map(orderKey))
})

test('the key of an order of 10,000 tests is shorter than 60 characters', () => {
  const order = Array.from(
    { length: 10_000 },
    (_, index) => `tests/test_a.py::test_${String(index)}`,
  )
  expect(orderKey(order).length).toBeLessThan(60)
})

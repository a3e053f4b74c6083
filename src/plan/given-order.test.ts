import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { regrouped } from './given-order.js'

test('in a given order, files and describes are kept whole, each at the place of its first test', () => {
  const tests = suiteOf(['a > d > 1', 'a > 2', 'a > d > 3', 'b > 4', 'b > 5'])
  const order = ['b > 5', 'a > d > 3', 'b > 4', 'a > 2', 'a > d > 1']
  const given = order.map((id) => tests.find((each) => each.id === id) ?? tests[0]!)
  expect(regrouped(given)).toEqual(['b > 5', 'b > 4', 'a > d > 3', 'a > d > 1', 'a > 2'])
})

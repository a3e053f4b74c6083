import { expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord } from '../model/run.js'
import { planOrders } from './plan-orders.js'

const ran = (purpose: string, ...ids: string[]): RunRecord =>
  runRecord(purpose, ids.map((id) => [id, 'passed'] as const)) // prettier-ignore

test('each purpose of the plan gets one order file, with its lanes one after the other', () => {
  const twice = ['a1', 'a2', 'a1', 'a2']
  const orders = planOrders([
    ran('together', 'a1', 'a2'),
    ran('together', 'b1', 'b2'),
    ran('twice', ...twice),
    ran('shuffle:7', 'a2', 'a1'),
  ])
  expect(Object.fromEntries(orders)).toEqual({
    'orders/together.txt': ['a1', 'a2', 'b1', 'b2'],
    'orders/twice.txt': twice,
    'orders/shuffle-7.txt': ['a2', 'a1'],
  })
})

test('repeats, single tests and the rest of a lane after a crash are not in the order files', () => {
  const whole = ran('together', 'a1', 'a2', 'a3')
  const records = [
    whole,
    whole,
    ran('together', 'a2', 'a3'),
    ran('together', 'a1', 'a3'),
    ran('alone', 'a1'),
  ]
  expect(Object.fromEntries(planOrders(records))).toEqual({
    'orders/together.txt': ['a1', 'a2', 'a3'],
  })
})

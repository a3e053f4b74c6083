import { expect, test } from 'vitest'
import type { HostKind, RunRequest } from '../model/run.js'
import { batches } from './batches.js'

const request = (host: HostKind, ...order: string[]): RunRequest => ({
  purpose: 'some',
  project: 'app',
  order,
  host,
})
const many = (count: number, order: (index: number) => string[]): RunRequest[] =>
  Array.from({ length: count }, (_, index) => request('forking', ...order(index)))
const sizes = (requests: readonly RunRequest[], jobs: number): number[] =>
  batches(requests, jobs).map(({ length }) => length)

test('hosts that serve one order at a time get one', () => {
  expect(sizes([request('warm', 'a'), request('cold', 'b'), request('warm', 'c')], 2)).toEqual([
    1, 1, 1,
  ])
})

test('single tests go in lots that show progress', () => {
  expect(
    sizes(
      many(100, (index) => [`t${String(index)}`]),
      2,
    ),
  ).toEqual([32, 32, 32, 4])
})

test('few single tests are shared fairly', () => {
  expect(
    sizes(
      many(10, (index) => [`t${String(index)}`]),
      2,
    ),
  ).toEqual([5, 5])
})

test('orders with a common beginning are as few lots as there are jobs', () => {
  expect(
    sizes(
      many(100, (index) => ['a', 'b', `t${String(index)}`]),
      2,
    ),
  ).toEqual([50, 50])
})

test('orders that begin differently have nothing to share', () => {
  expect(sizes([request('forking', 'a', 'b'), request('forking', 'b', 'a')], 2)).toEqual([1, 1])
})

test('nothing is lost or doubled', () => {
  const requests = [
    ...many(70, (index) => [`t${String(index)}`]),
    ...many(5, (index) => ['x', `t${String(index)}`]),
    request('cold', 'a'),
  ]
  expect(new Set(batches(requests, 3).flat())).toEqual(new Set(requests))
  expect(batches(requests, 3).flat()).toHaveLength(requests.length)
})

test('lots of long orders are small enough to be held in memory', () => {
  const suite = Array.from({ length: 10_000 }, (_, index) => `t${String(index)}`)
  const lots = sizes(
    many(400, (index) => [...suite, `t${String(index)}`]),
    2,
  )
  expect(lots.reduce((sum, size) => sum + size, 0)).toBe(400)
  expect(Math.max(...lots) * suite.length).toBeLessThan(1_000_001)
})

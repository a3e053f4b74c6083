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

test('each order for a warm or cold host is a batch of its own', () => {
  expect(sizes([request('warm', 'a'), request('cold', 'b'), request('warm', 'c')], 2)).toEqual([
    1, 1, 1,
  ])
})

test('a hundred single tests for clones are batches of at most 32, so that progress shows', () => {
  expect(
    sizes(
      many(100, (index) => [`t${String(index)}`]),
      2,
    ),
  ).toEqual([32, 32, 32, 4])
})

test('ten single tests for clones are shared equally between two jobs', () => {
  expect(
    sizes(
      many(10, (index) => [`t${String(index)}`]),
      2,
    ),
  ).toEqual([5, 5])
})

test('orders with a common beginning are one batch for each job', () => {
  expect(
    sizes(
      many(100, (index) => ['a', 'b', `t${String(index)}`]),
      2,
    ),
  ).toEqual([50, 50])
})

test('orders that begin differently are a batch each', () => {
  expect(sizes([request('forking', 'a', 'b'), request('forking', 'b', 'a')], 2)).toEqual([1, 1])
})

test('every request is in exactly one batch', () => {
  const requests = [
    ...many(70, (index) => [`t${String(index)}`]),
    ...many(5, (index) => ['x', `t${String(index)}`]),
    request('cold', 'a'),
  ]
  expect(new Set(batches(requests, 3).flat())).toEqual(new Set(requests))
  expect(batches(requests, 3).flat()).toHaveLength(requests.length)
})

test('a batch of long orders has at most a million tests, so that it fits into memory', () => {
  const suite = Array.from({ length: 10_000 }, (_, index) => `t${String(index)}`)
  const lots = sizes(
    many(400, (index) => [...suite, `t${String(index)}`]),
    2,
  )
  expect(lots.reduce((sum, size) => sum + size, 0)).toBe(400)
  expect(Math.max(...lots) * suite.length).toBeLessThan(1_000_001)
})

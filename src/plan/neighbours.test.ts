import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord, type Entry } from '../model/run-record.fixture.js'
import { lanesOf } from './lanes.js'
import { neighboursSeen } from './neighbours.js'

/** Two files, one with a describe of two: 2 + 2 + 2 + 2 ordered pairs of siblings. */
const NAMES = ['a > 1', 'a > x > 2', 'a > x > 3', 'b > 4', 'b > 5']
const lanes = lanesOf(suiteOf(NAMES))

const ran = (order: readonly string[], outcome = 'passed') =>
  runRecord(
    'pairs:1',
    order.map((id): Entry => [id, outcome]),
  )

test('siblings are neighbours where one comes right after the other: files, describes, tests, each way round for itself', () => {
  expect(neighboursSeen(lanes, [])).toEqual({ seen: 0, all: 8 })
  expect(neighboursSeen(lanes, [ran(NAMES)])).toEqual({ seen: 4, all: 8 })
  expect(neighboursSeen(lanes, [ran(NAMES), ran([...NAMES].reverse())])).toEqual({
    seen: 8,
    all: 8,
  })
})

test('two tests by themselves count for their own pair, and not for the files or describes that they are in', () => {
  expect(neighboursSeen(lanes, [ran(['b > 5', 'b > 4'])]).seen).toBe(1)
  expect(neighboursSeen(lanes, [ran(['a > 1', 'b > 4']), ran(['a > 1', 'a > x > 2'])]).seen).toBe(0)
})

test('what a void run says, and what never started, does not count', () => {
  const isVoid = { ...ran(NAMES), end: { kind: 'void', why: 'other tests ran' } as const }
  expect(neighboursSeen(lanes, [isVoid, ran(NAMES, 'missing')]).seen).toBe(0)
})

import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord, type Entry } from '../model/run-record.fixture.js'
import { lanesOf } from './lanes.js'
import { thenEachOther } from './then-each-other.js'

const NAMES = ['f > p', 'f > c', 'f > v', 'f > n']
const lanes = lanesOf(suiteOf(NAMES))

const ran = (purpose: string, order: readonly string[], failing?: string) =>
  runRecord(
    purpose,
    order.map((id): Entry => [id, id === failing ? 'boom' : 'passed']),
  )

const firstsOf = (records: Parameters<typeof thenEachOther>[1]): string[] => [
  ...new Set(thenEachOther(lanes, records).map(({ order }) => order[0] ?? '')),
]

test('nothing is asked for where no test has both failed and passed', () => {
  expect(
    thenEachOther(lanes, [ran('together', NAMES), ran('reverse', [...NAMES].reverse())]),
  ).toEqual([])
})

test('what stands before most failures, and seldom before a pass, is run before each other test, first of all', () => {
  const records = [
    ran('together', NAMES),
    ran('reverse', [...NAMES].reverse()),
    ran('pairs:1', ['f > n', 'f > p', 'f > v', 'f > c'], 'f > v'),
  ]
  records.push(ran('pairs:2', ['f > n', 'f > c', 'f > v', 'f > p']))
  // Twice n stands before v, and v passes; p does so once, with the cleaner in between.
  expect(firstsOf(records)).toEqual(['f > p', 'f > n'])
  expect(
    thenEachOther(lanes, records)
      .slice(0, 3)
      .map(({ order }) => order),
  ).toEqual([
    ['f > p', 'f > c'],
    ['f > p', 'f > v'],
    ['f > p', 'f > n'],
  ])
})

test('of two polluters neither stands before every failure, and both are found', () => {
  const names = ['f > p', 'f > q', 'f > c', 'f > v', 'f > n']
  const records = [
    ran('together', names),
    ran('pairs:1', ['f > p', 'f > v', 'f > q', 'f > c', 'f > n'], 'f > v'),
    ran('pairs:2', ['f > q', 'f > v', 'f > p', 'f > c', 'f > n'], 'f > v'),
    ran('pairs:3', ['f > q', 'f > p', 'f > v', 'f > c', 'f > n'], 'f > v'),
  ]
  const found = thenEachOther(lanesOf(suiteOf(names)), records).map(({ order }) => order[0])
  expect([...new Set(found)]).toEqual(['f > p', 'f > q'])
})

test('there are no more clones than tests ran alone, or a few hundred', () => {
  const many = Array.from({ length: 150 }, (_, at) => `f > ${String(at)}`)
  const [lane] = lanesOf(suiteOf(many))
  const failing = ran('reverse', [...many].reverse(), 'f > 0')
  expect(lane && thenEachOther([lane], [ran('together', many), failing])).toHaveLength(149)
})

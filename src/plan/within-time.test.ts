import { expect, test } from 'vitest'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import { withinRecords } from './within-time.js'

const NAMES = ['a', 'b', 'c', 'd']

/** So many orders of one lane, and as many of another. */
const asked = (count: number): RunRequest[] =>
  Array.from({ length: count }, (_, round) =>
    [NAMES, ['x', 'y']].map((order) => ({
      purpose: `pairs:${String(round + 1)}`,
      project: 'app',
      order: [...order],
      host: 'warm' as const,
    })),
  ).flat()

const ran = (purpose: string, order: readonly string[], wallMs: number): RunRecord => ({
  ...runRecord(
    purpose,
    order.map((id) => [id, 'passed']),
  ),
  wallMs,
})

/** Every test alone, and what one order of each lane takes. */
const records = (aloneMs: number, orderMs: number): RunRecord[] => [
  ...[...NAMES, 'x', 'y'].map((id) => ran('alone', [id], aloneMs)),
  ran('together', NAMES, orderMs),
  ran('reverse', ['y', 'x'], orderMs),
]

test('orders go on for as long as the tests alone have taken', () => {
  // Six tests of 10 s are 60 s: of orders that take 5 s each there is room for twelve.
  expect(withinRecords(asked(60), records(10_000, 5_000))).toEqual(asked(60).slice(0, 12))
})

test('small suites get all of theirs, whatever their tests take alone', () => {
  expect(withinRecords(asked(60), records(1, 10))).toHaveLength(120)
})

test('each lane gets one order, however long it takes, and three where not every test has run alone', () => {
  const slow = records(1_000, 60_000)
  expect(withinRecords(asked(60), slow)).toEqual(asked(1))
  expect(withinRecords(asked(60), slow.slice(1))).toEqual(asked(3))
})

test('the order in which runs have ended, fractions of milliseconds and repeats decide nothing', () => {
  const once = records(10_000, 5_000)
  const repeated = [...once].reverse().map((each) => ({ ...each, wallMs: each.wallMs + 0.3 }))
  repeated.push(ran('confirm', NAMES, 1), ran('alone', ['a'], 90_000))
  expect(withinRecords(asked(60), repeated)).toEqual(withinRecords(asked(60), once))
})

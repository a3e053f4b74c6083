import { expect, test } from 'vitest'
import type { RawFailure } from '../model/failure.js'
import type { ChannelEvent, ListedTest } from '../model/protocol.js'
import type { RunEnd } from '../model/run.js'
import { readResults, type PlannedTest, type Reading } from './results.js'

const SEGMENTS = [
  { file: 'a.test.ts', passes: [['0', '1.0', '1.1']] },
  { file: 'b.test.ts', passes: [['0']] },
]
/** A test whose id is its place: `seg/pass/pos`. */
const planned = (id: string, concurrent = false): PlannedTest => {
  const [seg = 0, pass = 0] = id.split('/').map(Number)
  const pos = id.split('/')[2] ?? ''
  return { id, seg, pass, pos, concurrent, titlePath: [pos] }
}
const PLAN = ['0/0/0', '0/0/1.0', '0/0/1.1', '1/0/0'].map((id) => planned(id))

const place = (id: string) => {
  const { seg, pass, pos } = planned(id)
  return { seg, pass, pos }
}
const start = (id: string): ChannelEvent => ({ ...place(id), ev: 'start' })
const end = (id: string, outcome: 'passed' | 'skipped' = 'passed'): ChannelEvent => ({
  ...place(id),
  ev: 'end',
  outcome,
  ms: 5,
})
const ran = (...ids: string[]): ChannelEvent[] => ids.flatMap((id) => [start(id), end(id)])
const hook = (id: string): ChannelEvent => ({ ...place(id), ev: 'hook', failure: failure('hook') })
const bye: ChannelEvent = { ev: 'bye', cpuMs: 1 }
const failure = (message: string): RawFailure => ({ type: 'Error', message })
const file = (
  seg: number,
  changes: { failure?: RawFailure; tests?: ListedTest[] } = {},
): ChannelEvent => ({
  ev: 'file',
  at: 0,
  seg,
  file: SEGMENTS[seg]?.file ?? '',
  environment: 'node',
  tests: [],
  ...changes,
})

const COMPLETED: RunEnd = { kind: 'completed' }
const CRASHED: RunEnd = { kind: 'crashed', signal: 'SIGSEGV' }

function read(events: readonly ChannelEvent[], how: RunEnd = COMPLETED, plan = PLAN): Reading {
  return readResults(plan, SEGMENTS, events, how)
}
const outcomes = (reading: Reading): string[] => reading.results.map(({ outcome }) => outcome)

test('each test of the order gets the outcome, duration and failure of its own events', () => {
  const boom: ChannelEvent = {
    ...place('0/0/1.0'),
    ev: 'end',
    outcome: 'failed',
    ms: 7,
    failure: failure('boom'),
  }
  const events = [
    ...ran('0/0/0'),
    start('0/0/1.0'),
    boom,
    ...ran('0/0/1.1'),
    bye,
    ...ran('1/0/0'),
    bye,
  ]
  const reading = read(events)
  expect(reading.results).toEqual([
    { id: '0/0/0', outcome: 'passed', durationMs: 5 },
    { id: '0/0/1.0', outcome: 'failed', durationMs: 7, failure: failure('boom') },
    { id: '0/0/1.1', outcome: 'passed', durationMs: 5 },
    { id: '1/0/0', outcome: 'passed', durationMs: 5 },
  ])
  expect(reading).toMatchObject({ stray: [] })
  expect(reading.mismatch).toBeUndefined()
})

test('a crash belongs to the test that was running, and the tests after it are missing', () => {
  const reading = read([...ran('0/0/0'), start('0/0/1.0')], CRASHED)
  expect(outcomes(reading)).toEqual(['passed', 'crashed', 'missing', 'missing'])
  expect(reading.results[1]?.failure).toEqual({
    type: 'Crash',
    message: 'the process ended while this test was running (SIGSEGV)',
  })
})

test('a time-out belongs to the test that was running, and the tests after it are missing', () => {
  const reading = read([start('0/0/0')], { kind: 'timed-out', afterMs: 800 })
  expect(outcomes(reading)).toEqual(['timed-out', 'missing', 'missing', 'missing'])
  expect(reading.results[0]).toMatchObject({ durationMs: 800, failure: { type: 'Timeout' } })
})

test('a crash between tests, as in a beforeAll, belongs to the next test', () => {
  expect(outcomes(read(ran('0/0/0'), CRASHED))).toEqual(['passed', 'crashed', 'missing', 'missing'])
})

test('a crash at import belongs to the first test of that file', () => {
  const events = [...ran('0/0/0', '0/0/1.0', '0/0/1.1'), bye]
  expect(outcomes(read(events, CRASHED))).toEqual(['passed', 'passed', 'passed', 'crashed'])
})

test('a crash after the last test of a file belongs to none', () => {
  const events = ran('0/0/0', '0/0/1.0', '0/0/1.1')
  expect(outcomes(read(events, CRASHED))).toEqual(['passed', 'passed', 'passed', 'missing'])
})

test('concurrent tests that were running share the crash', () => {
  const plan = PLAN.map(({ id }) => planned(id, true))
  const reading = read([start('0/0/0'), start('0/0/1.0')], CRASHED, plan)
  expect(outcomes(reading)).toEqual(['crashed', 'crashed', 'missing', 'missing'])
})

test('an interruption blames no test', () => {
  expect(outcomes(read([start('0/0/0')], { kind: 'aborted' }))).toEqual(Array(4).fill('missing'))
})

test('a failing beforeAll of a describe fails the tests in it, and is no stray error', () => {
  const reading = read([...ran('0/0/0'), hook('0/0/1'), bye, ...ran('1/0/0'), bye])
  expect(outcomes(reading)).toEqual(['passed', 'failed', 'failed', 'passed'])
  expect(reading.results[1]?.failure).toEqual(failure('hook'))
  expect(reading.stray).toEqual([])
})

test('a failing beforeAll of a file fails the tests of that file in the same pass, and no others', () => {
  const twice = ['0/0/0', '0/0/1.0', '0/1/0', '1/0/0'].map((id) => planned(id))
  const reading = read([...ran('0/0/0'), hook('0/1/'), bye, ...ran('1/0/0'), bye], COMPLETED, twice)
  expect(outcomes(reading)).toEqual(['passed', 'missing', 'failed', 'passed'])
})

test('a failing afterAll is a stray error and fails no test', () => {
  const events = [...ran('0/0/0', '0/0/1.0', '0/0/1.1'), hook('0/0/1'), bye, ...ran('1/0/0'), bye]
  const reading = read(events)
  expect(outcomes(reading)).toEqual(Array(4).fill('passed'))
  expect(reading.stray).toEqual([
    { kind: 'after-hook', file: 'a.test.ts', failure: failure('hook') },
  ])
})

test('a failing hook of describe 1 fails no test of describe 10', () => {
  const plan = [planned('0/0/10.0')]
  expect(outcomes(read([hook('0/0/1'), bye], COMPLETED, plan))).toEqual(['missing'])
})

test('a file that fails to import fails its tests, or the one test that stands for the file', () => {
  const events = [file(0, { failure: failure('no module') }), bye, ...ran('1/0/0'), bye]
  const reading = read(events)
  expect(outcomes(reading)).toEqual(['failed', 'failed', 'failed', 'passed'])
  expect(
    outcomes(read([file(0, { failure: failure('no module') })], COMPLETED, [planned('0/0/')])),
  ).toEqual(['failed'])
  expect(outcomes(read([file(0)], COMPLETED, [planned('0/0/')]))).toEqual(['passed'])
  expect(outcomes(read([], COMPLETED, [planned('0/0/')]))).toEqual(['missing'])
})

test('a test that skips itself, or that its file now declares as skipped, is skipped', () => {
  const listed: ListedTest = { pos: '1.0', titlePath: ['x'], mode: 'skip', concurrent: false }
  const events = [
    file(0, { tests: [listed] }),
    start('0/0/0'),
    end('0/0/0', 'skipped'),
    ...ran('0/0/1.1'),
    bye,
    ...ran('1/0/0'),
    bye,
  ]
  expect(outcomes(read(events))).toEqual(['skipped', 'skipped', 'passed', 'passed'])
})

test('a test that ran unasked, twice or out of order voids the run', () => {
  expect(read(ran('0/0/0', '0/0/9')).mismatch).toMatch(/not asked for/)
  expect(read(ran('0/0/0', '0/0/0')).mismatch).toMatch(/twice/)
  expect(read(ran('0/0/1.0', '0/0/0')).mismatch).toMatch(/another order.*0\/0\/0/)
})

test('a test that runs again in a second pass does not void the run', () => {
  const twice = ['0/0/0', '0/1/0'].map((id) => planned(id))
  const reading = read([...ran('0/0/0', '0/1/0'), bye], COMPLETED, twice)
  expect(outcomes(reading)).toEqual(['passed', 'passed'])
  expect(reading.mismatch).toBeUndefined()
})

test('concurrent tests may overtake each other; a test that overtakes one that is not concurrent voids the run', () => {
  const plan = [planned('0/0/0', true), planned('0/0/1.0', true), planned('0/0/1.1')]
  expect(read(ran('0/0/1.0', '0/0/0', '0/0/1.1'), COMPLETED, plan).mismatch).toBeUndefined()
  const serial = [planned('0/0/0'), planned('0/0/1.0', true), planned('0/0/1.1')]
  expect(read(ran('0/0/1.1', '0/0/1.0', '0/0/0'), COMPLETED, serial).mismatch).toMatch(
    /another order/,
  )
})

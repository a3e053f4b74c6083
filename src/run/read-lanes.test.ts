import { expect, test } from 'vitest'
import type { ChannelEvent } from '../model/protocol.js'
import { readLanes, renumbered } from './read-lanes.js'
import type { Translated } from './translate.js'

/** Three files: a with two tests, b and c with one each. */
const order = ['a > 1', 'a > 2', 'b > 3', 'c > 4']
const places = [
  { seg: 0, pass: 0, pos: '0' },
  { seg: 0, pass: 0, pos: '1' },
  { seg: 1, pass: 0, pos: '0' },
  { seg: 2, pass: 0, pos: '0' },
]
const request = { purpose: 'lanes', project: 'app', order, host: 'warm', spread: true } as const
const whole: Translated = { request, segments: [], places }

const file = (lane: number, seg: number): ChannelEvent => ({
  ...{ ev: 'file', at: 0, lane, seg, file: '', environment: 'node', tests: [] },
})
const ran = (lane: number, seg: number, pos = '0'): ChannelEvent[] => [
  { ev: 'start', lane, seg, pass: 0, pos },
  { ev: 'end', lane, seg, pass: 0, pos, outcome: 'passed', ms: 1 },
]
const bye = (lane: number): ChannelEvent => ({ ev: 'bye', lane, cpuMs: 1 })

test('each process is a lane with its own order, and with tests of its files that never started', () => {
  const { lanes, lost } = readLanes(whole, [
    ...[file(7, 0), file(9, 1), ...ran(7, 0), ...ran(9, 1), bye(7)],
    ...[file(7, 2), ...ran(7, 2), bye(9), bye(7)],
  ])
  expect(lanes.map((lane) => lane.order)).toEqual([['a > 1', 'a > 2', 'c > 4'], ['b > 3']])
  expect(lost).toEqual([])
})

test('if tests are handed out one by one, a file may occur twice in a lane', () => {
  const { lanes } = readLanes(whole, [
    ...[...ran(0, 0, '1'), ...ran(1, 1), ...ran(0, 2), ...ran(0, 0, '0')],
    ...[bye(0), bye(1)],
  ])
  expect(lanes.map((lane) => lane.order)).toEqual([['a > 2', 'c > 4', 'a > 1'], ['b > 3']])
})

test('the tests of a process that did not end properly are lost, and no others', () => {
  const { lanes, lost } = readLanes(whole, [
    ...[file(7, 0), ...ran(7, 0), bye(7), file(7, 2)],
    ...[file(9, 1), ...ran(9, 1), bye(9)],
  ])
  expect(lanes.map((lane) => lane.order)).toEqual([['b > 3']])
  expect(lost).toEqual(['a > 1', 'a > 2', 'c > 4'])
})

test('the events of a lane are renumbered as if its process had been asked to run only its order', () => {
  const { lanes } = readLanes(whole, [file(7, 2), ...ran(7, 2), bye(7), file(7, 0), bye(7)])
  const own = [
    { seg: 0, pass: 0, pos: '0' },
    { seg: 1, pass: 0, pos: '0' },
    { seg: 1, pass: 0, pos: '1' },
  ]
  const [lane] = lanes
  const events = lane ? renumbered(lane, whole, { places: own }) : []
  expect(events.map((event) => ('seg' in event ? event.seg : event.ev))).toEqual([
    ...[0, 0, 0, 'bye', 1, 'bye'],
  ])
})

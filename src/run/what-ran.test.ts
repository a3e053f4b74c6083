import { expect, test } from 'vitest'
import type { ChannelEvent, FileEvent, ListedTest } from '../model/protocol.js'
import { findStranger } from './what-ran.js'

const PLANNED = ['adds', 'takes off'].map((title, index) => ({
  id: `cart.py::${title}`,
  seg: 0,
  pass: 0,
  pos: String(index),
  concurrent: false,
  titlePath: [title],
}))
const listed = (...titles: string[]): ListedTest[] =>
  titles.map((title, index) => ({
    pos: String(index),
    titlePath: [title],
    mode: 'run',
    concurrent: false,
  }))
const start = (pos: string, title?: string): Extract<ChannelEvent, { ev: 'start' }> => ({
  ...{ ev: 'start', seg: 0, pass: 0, pos },
  ...(title === undefined ? {} : { titlePath: [title] }),
})

/** What is said of a run in which the file declared `here`, where `adds`, `takes off` and `lines` were listed. */
function said(
  starts: readonly Extract<ChannelEvent, { ev: 'start' }>[],
  here: readonly ListedTest[] = [],
): string | undefined {
  const file: FileEvent = {
    ...{ ev: 'file', at: 0, seg: 0, file: 'cart.py', environment: 'python' },
    tests: here,
  }
  return findStranger(PLANNED, starts, new Map([[0, file]]), () =>
    listed('adds', 'takes off', 'lines'),
  )
}

test('tests that are what was asked for', () => {
  expect(said([start('0', 'adds'), start('1', 'takes off')])).toBeUndefined()
})

test('a test that stands elsewhere in the file ran in the place of another', () => {
  expect(said([start('0', 'lines')])).toBe(
    'another test ran than was asked for (lines in the place of cart.py::adds)',
  )
  expect(said([start('0', 'takes off')])).toContain('takes off in the place of cart.py::adds')
})

test('it has the place of two tests: who declares it does not know which', () => {
  const twice = listed('adds', 'takes off').concat(listed('lines'))
  expect(said([start('0', 'lines')], twice)).toContain('lines in the place of')
})

test('titles that are made up anew in each process', () => {
  expect(said([start('0', 'adds at 10:41')])).toBeUndefined()
  // One of them was another test's a moment ago.
  expect(said([start('0', 'takes off')], listed('takes off', 'adds'))).toBeUndefined()
})

test('a runner that does not say what ran', () => {
  expect(said([start('0'), start('1')])).toBeUndefined()
})

import { expect, test } from 'vitest'
import { suiteOf } from '../model/outline.fixture.js'
import type { TestCase } from '../model/suite.js'
import { segmentsOf } from './segments.js'

const tests = suiteOf(['a > 1', 'a > x > 2', 'a > x > 3', 'b > 4', 'broken'])
const lookUp = (id: string): TestCase => {
  const found = tests.find((test) => test.id === id)
  if (!found) throw new Error(`no test ${id}`)
  return found
}
const split = (...order: string[]) => segmentsOf(order, lookUp)

test('consecutive tests of one file form a segment, and each test is named by its position in the file', () => {
  expect(split('b > 4', 'a > x > 3', 'a > 1')).toEqual({
    segments: [
      { file: 'b', passes: [['0']] },
      { file: 'a', passes: [['1.1', '0']] },
    ],
    places: [
      { seg: 0, pass: 0, pos: '0' },
      { seg: 1, pass: 0, pos: '1.1' },
      { seg: 1, pass: 0, pos: '0' },
    ],
  })
})

test('a test that occurs again in its segment starts another pass over the file', () => {
  const { segments, places } = split('a > 1', 'a > x > 2', 'a > 1', 'a > 1')
  expect(segments).toEqual([{ file: 'a', passes: [['0', '1.0'], ['0'], ['0']] }])
  expect(places.map(({ pass }) => pass)).toEqual([0, 0, 1, 2])
})

test('a file that occurs again after another file gets a second segment', () => {
  const { segments, places } = split('a > 1', 'b > 4', 'a > 1')
  expect(segments.map(({ file, passes }) => [file, passes])).toEqual([
    ['a', [['0']]],
    ['b', [['0']]],
    ['a', [['0']]],
  ])
  expect(places.at(-1)).toEqual({ seg: 2, pass: 0, pos: '0' })
})

test('a file that fails to import gets a segment with an empty pass', () => {
  expect(split('broken', 'b > 4')).toEqual({
    segments: [
      { file: 'broken', passes: [[]] },
      { file: 'b', passes: [['0']] },
    ],
    places: [
      { seg: 0, pass: 0, pos: '' },
      { seg: 1, pass: 0, pos: '0' },
    ],
  })
})

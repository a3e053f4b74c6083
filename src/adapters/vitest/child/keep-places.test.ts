import { expect, test } from 'vitest'
import { keepPlaces } from './keep-places.js'
import { listTests, readTree, type FileTask, type Task } from './tree.js'

const leaf = (name: string): Task => ({ type: 'test', name, mode: 'run' })
const describe = (name: string, ...tasks: Task[]): Task => ({
  ...{ type: 'suite', name, mode: 'run', tasks },
})
const file = (...tasks: Task[]): FileTask => ({
  ...{ type: 'suite', name: 'a.test.ts', mode: 'run', filepath: '/p/a.test.ts', tasks },
})
const places = (now: FileTask, then: FileTask): [string, string][] =>
  listTests(keepPlaces(readTree(now), listTests(readTree(then)))).map(({ pos, titlePath }) => [
    titlePath.join(' > '),
    pos,
  ])

const THREE = file(leaf('csv'), leaf('docx'), leaf('html'))

test('if a file declares as many tests as were listed, they keep their positions, even with other titles', () => {
  expect(places(file(leaf('12:01'), leaf('12:02'), leaf('csv')), THREE)).toEqual([
    ['12:01', '0'],
    ['12:02', '1'],
    ['csv', '2'],
  ])
})

test('if a file declares fewer tests than were listed, each keeps the position listed for its title', () => {
  expect(places(file(leaf('csv'), leaf('html')), THREE)).toEqual([
    ['csv', '0'],
    ['html', '2'],
  ])
})

test('a test that was not listed gets a new position, never one that was listed', () => {
  expect(places(file(leaf('aac'), leaf('csv'), leaf('docx'), leaf('html')), THREE)).toEqual([
    ['aac', 'new.0'],
    ['csv', '0'],
    ['docx', '1'],
    ['html', '2'],
  ])
})

test('tests with the same title are matched in order, and their describe keeps its listed position', () => {
  const then = file(describe('x', leaf('a')), describe('y', leaf('a'), leaf('a')), leaf('b'))
  const now = file(describe('y', leaf('a'), leaf('a')), leaf('b'))
  expect(places(now, then)).toEqual([
    ['y > a', '1.0'],
    ['y > a', '1.1'],
    ['b', '2'],
  ])
  const tree = keepPlaces(readTree(now), listTests(readTree(then)))
  expect(now.tasks[0] && tree.positions.get(now.tasks[0])).toBe('1')
})

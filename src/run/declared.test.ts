import { expect, test } from 'vitest'
import type { FileEvent, ListedTest } from '../model/protocol.js'
import { listedOf, otherList } from './declared.js'

const listed = (...titles: string[]): ListedTest[] =>
  titles.map((title, index) => ({
    ...{ pos: String(index), titlePath: [title], mode: 'run', concurrent: false },
  }))
const file = (tests: ListedTest[]): FileEvent => ({
  ...{ ev: 'file', at: 0, seg: 0, file: 'b.py', environment: 'python', tests },
})
const TOGETHER = listed('csv', 'docx', 'html')
const docx = { id: 'b.py::docx', pos: '1', titlePath: ['docx'] }
const declared = () => TOGETHER

test('a test keeps its result if its file declares as many tests as were listed, whatever their titles', () => {
  expect(otherList(docx, file(TOGETHER), declared)).toBeUndefined()
  expect(otherList(docx, file(listed('x', 'y', 'z')), declared)).toBeUndefined()
})

test('a test keeps its result if it is where it was listed, or if its file was not listed', () => {
  expect(otherList(docx, file(listed('csv', 'docx')), declared)).toBeUndefined()
  expect(otherList(docx, file(listed('csv')), () => undefined)).toBeUndefined()
  // A clone does not list again.
  expect(otherList(docx, file([]), declared)).toBeUndefined()
})

test('a test that its file no longer declares fails', () => {
  expect(otherList(docx, file(listed('csv', 'html')), declared)).toMatchObject({
    id: 'b.py::docx',
    outcome: 'failed',
    failure: { type: 'NotDeclared' },
  })
})

test('a test that has moved, or may have another title now, is missing', () => {
  expect(otherList(docx, file(listed('docx')), declared)?.outcome).toBe('missing')
  expect(otherList(docx, file(listed('csv', 'at 12:01')), declared)?.outcome).toBe('missing')
})

test('a plan carries what was listed of its files, and nothing of files that were not', () => {
  const segments = [
    { file: 'b.py', passes: [['1']] },
    { file: 'new.py', passes: [['0']] },
  ]
  const known = (of: string) => (of === 'b.py' ? listed('csv') : undefined)
  expect(listedOf(segments, known)).toEqual({
    listed: { 'b.py': [{ pos: '0', titlePath: ['csv'] }] },
  })
})

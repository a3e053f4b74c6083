import { expect, test } from 'vitest'
import type { ChannelEvent, Place } from '../model/protocol.js'
import { entriesShared } from './entries-shared.js'

const at = (pos: string): Place => ({ seg: 0, pass: 0, pos })
const PLACES = ['0', '1', '', '2'].map(at)
const ran = (...positions: string[]): ChannelEvent[] =>
  positions.flatMap((pos): ChannelEvent[] => [
    { ...at(pos), ev: 'start' },
    { ...at(pos), ev: 'end', outcome: 'passed', ms: 1 },
  ])

test('what an order shares is what the tree has put into its beginning', () => {
  expect(entriesShared(3, PLACES, ran('2'))).toBe(3)
  expect(entriesShared(2, PLACES, [])).toBe(2)
})

test('the last test of the beginning ran once more for this order', () => {
  expect(entriesShared(2, PLACES, ran('1', '2'))).toBe(1)
  expect(entriesShared(3, PLACES, ran('1', '2'))).toBe(1)
})

test('it ended the process', () => {
  expect(entriesShared(2, PLACES, [{ ...at('1'), ev: 'start' }])).toBe(1)
})

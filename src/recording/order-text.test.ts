import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromRanges, fromRepeats, toRanges, toRepeats } from './order-text.js'

test('numbers that count up or down are written as one stretch', () => {
  expect(toRanges([0, 1, 2, 3])).toBe('0-3')
  expect(toRanges([9, 8, 7, 0, 5, 5])).toBe('9-7,0,5,5')
  expect(toRanges([])).toBe('')
})

test('any order of numbers is read back as it was written', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12)), (numbers) => {
      expect(fromRanges(toRanges(numbers))).toEqual(numbers)
    }),
  )
})

test('a word that is repeated is written once, with how often it stands there', () => {
  expect(toRepeats(['p', 'p', 'p', 'f0', 'p'])).toBe('p*3 f0 p')
})

test('any words are read back as they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('p', 'f0', 'f12', 'm')), (words) => {
      expect(fromRepeats(toRepeats(words))).toEqual(words)
    }),
  )
})

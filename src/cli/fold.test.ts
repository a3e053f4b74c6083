import { expect, test } from 'vitest'
import { fold } from './fold.js'

test.each([
  ['', 10, 2, ['']],
  ['fits', 10, 1, ['fits']],
  ['one two three', 8, 2, ['one two', 'three']],
  ['one two three four', 8, 2, ['one two', 'three f…']],
  ['abcdefghij', 4, 3, ['abcd', 'efgh', 'ij']],
  ['cut at once', 6, 1, ['cut a…']],
])('%j in %i columns, at most %i lines', (text, width, most, lines) => {
  expect(fold(text, width, most)).toEqual(lines)
})

import { expect, test } from 'vitest'
import { fold } from './fold.js'

test.each([
  ['', 10, 2, ['']],
  ['fits', 10, 1, ['fits']],
  ['one two three', 8, 2, ['one two', 'three']],
  ['one two three four', 8, 2, ['one two', 'three f…']],
  ['abcdefghij', 4, 3, ['abcd', 'efgh', 'ij']],
  ['cut at once', 6, 1, ['cut a…']],
])('%j folded to %i columns with a line limit of %i is %j', (text, width, most, lines) => {
  expect(fold(text, width, most)).toEqual(lines)
})

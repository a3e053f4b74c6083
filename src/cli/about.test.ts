import { expect, test } from 'vitest'
import { about } from './about.js'

test.each([
  [0, 'about 0.5 s'],
  [1_300, 'about 1.5 s'],
  [7_400, 'about 7 s'],
  [52_000, 'about 50 s'],
  [59_900, 'about 1 m'],
  [84_000, 'about 1 m 20 s'],
  [409_000, 'about 7 m'],
  [3_180_000, 'about 53 m'],
  [3_599_999, 'about 1 h'],
  [4_790_000, 'about 1 h 20 m'],
])('%i ms are %s', (ms, text) => expect(about(ms)).toBe(text))

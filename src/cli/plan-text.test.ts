import { expect, test } from 'vitest'
import { planText } from './plan-text.js'

test('the plan has a line of totals, then a line for each stage with its runs and its time if it is known', () => {
  const lines = [
    { what: 'together', runs: 1, estimateMs: 3_000 },
    { what: 'alone', runs: 610 },
  ]
  expect(planText({ tests: 610, files: 1, lines, totalRuns: 611, estimateMs: 52_000 })).toBe(
    '610 tests in 1 file: 611 runs, about 50 s; what is found adds to it\n' +
      '  together     1 run   about 3 s\n' +
      '  alone     610 runs\n',
  )
})

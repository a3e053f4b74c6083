import { expect, test } from 'vitest'
import { pairsText } from './pairs-text.js'
import { sampleReport } from './sample-report.fixture.js'

const textOf = (pairs?: { seen: number; all: number }) =>
  pairsText(sampleReport([], [], pairs ? { pairs } : {}))

test('the share of neighbours is rounded down, and all of them are said to be all', () => {
  expect(textOf({ seen: 1_041, all: 1_240 })).toBe(
    'pairs: 83% of 1,240 ordered pairs of neighbours seen',
  )
  expect(textOf({ seen: 1_239, all: 1_240 })).toContain('99%')
  expect(textOf({ seen: 6, all: 6 })).toBe('pairs: all of 6 ordered pairs of neighbours seen')
})

test('nothing is said where there are no neighbours, or it was not the question', () => {
  expect(textOf({ seen: 0, all: 0 })).toBeUndefined()
  expect(textOf()).toBeUndefined()
})

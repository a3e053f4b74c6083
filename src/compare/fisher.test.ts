import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisher } from './fisher.js'

const p = (a: readonly [number, number], b: readonly [number, number]): number =>
  fisher({ failed: a[0], total: a[1] }, { failed: b[0], total: b[1] })

test.each([
  // Fisher's lady tasting tea: three of four right, then all four.
  { a: [1, 4], b: [3, 4], expected: 17 / 70 },
  { a: [0, 4], b: [4, 4], expected: 1 / 70 },
  { a: [0, 10], b: [5, 10], expected: 252 / 15_504 },
  { a: [0, 10], b: [6, 10], expected: 210 / 38_760 },
  { a: [0, 3], b: [3, 3], expected: 1 / 20 },
  { a: [2, 2], b: [2, 2], expected: 1 },
  { a: [0, 0], b: [3, 3], expected: 1 },
  { a: [3, 3], b: [0, 3], expected: 1 },
] as const)('$a against $b', ({ a, b, expected }) => {
  expect(p(a, b)).toBeCloseTo(expected, 10)
})

test('it is a probability, and one more failure on the failing side makes it no larger', () => {
  const side = fc
    .nat({ max: 30 })
    .chain((total) => fc.tuple(fc.nat({ max: total }), fc.constant(total)))
  fc.assert(
    fc.property(side, side, (a, b) => {
      const likely = p(a, b)
      expect(likely).toBeGreaterThan(0)
      expect(likely).toBeLessThanOrEqual(1)
      fc.pre(b[0] < b[1])
      expect(p(a, [b[0] + 1, b[1]])).toBeLessThanOrEqual(likely + 1e-12)
    }),
  )
})

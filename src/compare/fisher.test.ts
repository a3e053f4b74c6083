import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fisher } from './fisher.js'

const p = (a: readonly [number, number], b: readonly [number, number]): number =>
  fisher({ failed: a[0], total: a[1] }, { failed: b[0], total: b[1] })

test.each([
  // Fisher's lady tasting tea: three of four right, then all four.
  [[1, 4], [3, 4], 17 / 70],
  [[0, 4], [4, 4], 1 / 70],
  [[0, 10], [5, 10], 252 / 15_504],
  [[0, 10], [6, 10], 210 / 38_760],
  [[0, 3], [3, 3], 1 / 20],
  [[2, 2], [2, 2], 1],
  [[0, 0], [3, 3], 1],
  [[3, 3], [0, 3], 1],
] as const)('the p-value of %j (failed, total) against %j is %f', (a, b, expected) => {
  expect(p(a, b)).toBeCloseTo(expected, 10)
})

test('the p-value is a probability, and one more failure on the second side never makes it larger', () => {
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

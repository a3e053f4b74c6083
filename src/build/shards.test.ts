import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divide } from './shards.mjs'

const durations = fc.dictionary(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 600_000 }))

test('each cell is in one shard', () => {
  fc.assert(
    fc.property(durations, fc.integer({ min: 1, max: 12 }), (known, count) => {
      const cells = Object.keys(known)
      const shards = divide(cells, known, count)
      expect(shards).toHaveLength(count)
      expect(shards.flatMap((shard) => shard.cells).sort()).toEqual([...cells].sort())
    }),
  )
})

test('no shard takes longer than an even share and the longest cell together', () => {
  fc.assert(
    fc.property(durations, fc.integer({ min: 1, max: 12 }), (known, count) => {
      const times = Object.values(known)
      const total = times.reduce((sum, ms) => sum + ms, 0)
      const most = total / count + Math.max(0, ...times)
      for (const { ms } of divide(Object.keys(known), known, count))
        expect(ms).toBeLessThanOrEqual(most)
    }),
  )
})

test('the same cells are divided in the same way, in whatever order they are listed', () => {
  const known = { a: 5, b: 4, c: 4, d: 3 }
  expect(divide(['d', 'b', 'a', 'c'], known, 2)).toEqual(divide(['a', 'b', 'c', 'd'], known, 2))
})

test('a cell that was never timed counts as half a minute', () => {
  expect(divide(['new'], {}, 1)).toEqual([{ ms: 30_000, cells: ['new'] }])
})

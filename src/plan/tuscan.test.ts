import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everySecond, tuscanRow, tuscanRows } from './tuscan.js'

const ownOrder = (size: number): number[] => Array.from({ length: size }, (_, index) => index)

const rowsOf = (size: number): number[][] =>
  Array.from({ length: tuscanRows(size) }, (_, row) => tuscanRow(size, row))

const neighboursIn = (row: readonly number[]): string[] =>
  row.slice(1).map((place, index) => `${String(row[index])} ${String(place)}`)

const sizes = fc.integer({ min: 1, max: 24 })
/** Safety net: a few thousand rows take some hundredths of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

test(
  'all rows together have every ordered pair next to each other, and each row holds everyone once',
  PATIENT,
  () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const rows = rowsOf(size)
        for (const row of rows) expect([...row].sort((a, b) => a - b)).toEqual(ownOrder(size))
        expect(new Set(rows.flatMap(neighboursIn)).size).toBe(size * (size - 1))
      }),
    )
  },
)

test('of an even number no row repeats a pair of another one', PATIENT, () => {
  fc.assert(
    fc.property(sizes, (half) => {
      const pairs = rowsOf(2 * half).flatMap(neighboursIn)
      expect(new Set(pairs).size).toBe(pairs.length)
    }),
  )
})

test(
  'the first row is the own order, the middle one its reverse: both have been run before',
  PATIENT,
  () => {
    fc.assert(
      fc.property(sizes, (size) => {
        expect(tuscanRow(size, 0)).toEqual(ownOrder(size))
        expect(tuscanRow(size, tuscanRows(size) / 2)).toEqual(ownOrder(size).reverse())
      }),
    )
  },
)

test('every second one comes before the others', () => {
  expect(everySecond(7)).toEqual([0, 2, 4, 6, 1, 3, 5])
  expect(everySecond(4)).toEqual([0, 2, 1, 3])
  expect(everySecond(1)).toEqual([0])
})

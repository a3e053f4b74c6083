/**
 * Williams' construction of orders in which every ordered pair of siblings is adjacent at least once. The first row is the own
 * order; the one in the middle is its reverse.
 */

/** How many rows there are for so many siblings: one each, and one more where their number is odd. */
export function tuscanRows(siblings: number): number {
  return siblings + (siblings % 2)
}

/**
 * One of the rows, as places in the own order.
 *
 * @param row from 0 to {@link tuscanRows} - 1
 */
export function tuscanRow(siblings: number, row: number): number[] {
  const symbols = tuscanRows(siblings)
  const places: number[] = []
  for (let at = 0; at < symbols; at++) {
    const zigzag = at % 2 === 0 ? at / 2 : symbols - (at + 1) / 2
    const symbol = (zigzag + row) % symbols
    const place = symbol < symbols / 2 ? 2 * symbol : 2 * (symbols - symbol) - 1
    // An odd number has one symbol more than siblings: nobody stands in its place.
    if (place < siblings) places.push(place)
  }
  return places
}

/** Every second one, then the others: two that are neighbours in the own order are as far apart as can be. */
export function everySecond(siblings: number): number[] {
  const half = (from: number): number[] =>
    Array.from({ length: Math.ceil((siblings - from) / 2) }, (_, index) => from + 2 * index)
  return [...half(0), ...half(1)]
}

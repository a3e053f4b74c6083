// Cells of the matrix, divided into shards that take about as long as each other.

/** What a cell is taken to last of which nothing is known, in ms. */
const UNKNOWN_MS = 30_000

/**
 * The longest cell first, each into the shard that has least to do so far.
 *
 * @param cells names
 * @param durations by name, in ms
 * @returns of each shard its cells, the longest first, and what they take one after another
 */
export function divide(cells, durations, count) {
  const timed = cells
    .map((name) => ({ name, ms: durations[name] ?? UNKNOWN_MS }))
    .sort((a, b) => b.ms - a.ms || (a.name < b.name ? -1 : 1))
  const shards = Array.from({ length: count }, () => ({ ms: 0, cells: [] }))
  for (const { name, ms } of timed) {
    const least = shards.reduce((best, each) => (each.ms < best.ms ? each : best))
    least.ms += ms
    least.cells.push(name)
  }
  return shards
}

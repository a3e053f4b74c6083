import type { GivenOrder } from './given-order.js'
import { readJunit } from './read-junit.js'
import { readList } from './read-list.js'

/**
 * The orders that a file from elsewhere tells of: a plain list, what `pytest -v` printed, or a JUnit file.
 *
 * @throws what the XML parser throws for a broken JUnit file
 */
export function readGiven(text: string): readonly GivenOrder[] {
  return /^\uFEFF?\s*</.test(text) ? readJunit(text) : readList(text)
}

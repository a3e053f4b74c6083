import type { BaselineEntry } from './entry.js'

/** For tests: an entry with nothing special about it. */
export function sampleEntry(changes: Partial<BaselineEntry> = {}): BaselineEntry {
  return {
    key: '00000000aaaaaaaa',
    kind: 'victim',
    what: "1 test fails in your suite's order",
    failure: '429 Too Many Requests',
    victims: ['test/api.test.ts > a'],
    ...changes,
  }
}

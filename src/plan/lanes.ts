import type { TestCase } from '../model/suite.js'

/** Tests that may share one process, in own order: the most company that a test can have. */
export interface Lane {
  readonly domain: string
  readonly project: string
  /** Those that would run at all: neither `skip` nor `todo`. */
  readonly tests: readonly TestCase[]
}

export function lanesOf(tests: readonly TestCase[]): Lane[] {
  const byDomain = new Map<string, TestCase[]>()
  for (const test of tests) {
    if (test.mode !== 'run') continue
    const lane = byDomain.get(test.domain) ?? []
    lane.push(test)
    byDomain.set(test.domain, lane)
  }
  return [...byDomain].map(([domain, own]) => ({
    domain,
    project: own[0]?.project ?? '',
    tests: own,
  }))
}

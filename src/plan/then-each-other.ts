import { isFailure } from '../model/outcome.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { Lane } from './lanes.js'

/** Clones for a second's work, in suites too small for the tests that run alone to allow as many. */
const LITTLE = 200
/** Tests of a lane that are tried as the first of two. */
const MOST_FIRST = 8
/** Failing tests that are looked at: more of them blame the same ones. */
const MOST_FAILING = 50

/**
 * Where processes are cloned: each test that precedes failures, then each other test of its lane. Whoever it pollutes shows, whatever
 * cleaners the suite has. As many clones at most as there were tests alone, or a few hundred.
 */
export function thenEachOther(
  lanes: readonly Lane[],
  records: readonly RunRecord[],
): readonly RunRequest[] {
  const alone = records.filter(({ request }) => request.purpose === 'alone').length
  let left = Math.max(alone, LITTLE)
  const requests: RunRequest[] = []
  for (const { tests, project } of lanes) {
    const ids = tests.map(({ id }) => id)
    if (ids.length < 2) continue
    for (const first of preceding(new Set(ids), records).slice(0, MOST_FIRST)) {
      const others = ids.filter((id) => id !== first)
      if (others.length > left) break
      left -= others.length
      for (const id of others)
        requests.push({ purpose: 'pairs', project, order: [first, id], host: 'warm' })
    }
  }
  return requests
}

/**
 * Tests that stand before most failures of some other test that passes elsewhere, those first that stand before most failing tests
 * and seldom before the same ones where they pass.
 */
function preceding(lane: ReadonlySet<string>, records: readonly RunRecord[]): string[] {
  const company = records.filter(
    ({ request, end }) =>
      end.kind !== 'void' && request.order.length > 2 && lane.has(request.order[0] ?? ''),
  )
  const score = new Map<string, number>()
  for (const victim of changingIn(lane, records).slice(0, MOST_FAILING)) {
    const failing: ReadonlySet<string>[] = []
    const passing: ReadonlySet<string>[] = []
    for (const { request, results, shared } of company) {
      const at = results.findIndex(({ id }) => id === victim)
      const outcome = results[at]?.outcome
      if (outcome === undefined || outcome === 'missing' || outcome === 'skipped') continue
      const before = new Set(request.order.slice(0, at + (shared?.entries ?? 0)))
      before.delete(victim)
      ;(isFailure(outcome) ? failing : passing).push(before)
    }
    for (const id of lane) {
      const blamed = failing.filter((before) => before.has(id)).length
      const spared = passing.filter((before) => before.has(id)).length
      // Any of several polluters is missing from some of the failing orders.
      if (2 * blamed > failing.length)
        score.set(id, (score.get(id) ?? 0) + blamed / failing.length / (1 + spared))
    }
  }
  return [...score].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([id]) => id)
}

/** Tests that have both failed and passed, by name: runs side by side end in any order. */
function changingIn(lane: ReadonlySet<string>, records: readonly RunRecord[]): string[] {
  const failed = new Set<string>()
  const passed = new Set<string>()
  for (const { results } of records)
    for (const { id, outcome } of results) {
      if (!lane.has(id)) continue
      if (isFailure(outcome)) failed.add(id)
      else if (outcome === 'passed') passed.add(id)
    }
  return [...failed].filter((id) => passed.has(id)).sort()
}

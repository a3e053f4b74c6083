import { isFailure } from '../model/outcome.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import type { Lane } from './lanes.js'
import { aloneRequests } from './plan.js'

/**
 * Runs alone for tests that failed in company and are not to be run alone anyway: a failure must be seen
 * alone, however small the part of the suite is that `--isolate` asks for. So must a test that skipped itself there: it may run
 * alone.
 */
export function suspects(
  lanes: readonly Lane[],
  planned: readonly RunRequest[],
  records: readonly RunRecord[],
): RunRequest[] {
  const ran = records.map(({ request }) => request).filter(({ purpose }) => purpose === 'alone')
  const known = new Set([...planned, ...ran].flatMap(({ order }) => order))
  const failed = new Set(
    records.flatMap(({ results }) =>
      results
        .filter(({ outcome }) => isFailure(outcome) || outcome === 'skipped')
        .map(({ id }) => id),
    ),
  )
  const missing = (test: TestCase): boolean => failed.has(test.id) && !known.has(test.id)
  return aloneRequests(
    lanes.filter(({ tests }) => tests.length > 1).flatMap(({ tests }) => tests.filter(missing)),
  )
}

import type { TestReport } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'

/** What the project's own retries made of tests that failed at their first attempt, the first time in own order. */
export function retriedOf(
  records: readonly RunRecord[],
): ReadonlyMap<string, NonNullable<TestReport['retried']>> {
  const known = new Map<string, NonNullable<TestReport['retried']>>()
  for (const { request, end, results } of records) {
    if (request.purpose !== 'together' || end.kind === 'void') continue
    for (const { id, retried } of results)
      if (retried && !known.has(id)) known.set(id, { ...retried })
  }
  return known
}

import { isVerdict } from '../model/outcome.js'
import type { ReportError } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import type { Suite } from '../model/suite.js'

/**
 * Tests of which nobody knows how they fare in the suite's own order: each run of it came to nothing, for reasons that are not
 * theirs. A result without that order is none. One error for each reason.
 */
export function unseenInOwnOrder(
  { tests }: Pick<Suite, 'tests'>,
  records: readonly RunRecord[],
): ReportError[] {
  const own = records.filter(({ request }) => request.purpose === 'together' && !request.retries)
  const seen = new Set(
    own
      .filter(({ end }) => end.kind !== 'void')
      .flatMap(({ results }) =>
        results
          .filter(({ outcome }) => isVerdict(outcome) || outcome === 'skipped')
          .map(({ id }) => id),
      ),
  )
  const reasons = new Map<string, string>()
  for (const { request, end } of own)
    if (end.kind === 'void') for (const id of request.order) reasons.set(id, end.why)
  const counts = new Map<string, number>()
  for (const { id } of tests) {
    const why = seen.has(id) ? undefined : reasons.get(id)
    if (why !== undefined) counts.set(why, (counts.get(why) ?? 0) + 1)
  }
  return [...counts].map(([why, count]) => ({
    code: 'own-order-not-seen',
    message: `the suite's own order was never seen for ${String(count)} of ${String(tests.length)} ${tests.length === 1 ? 'test' : 'tests'}: ${why}`,
    hint: 'a result without that order says nothing: `leakcheck doctor` checks what it needs',
  }))
}

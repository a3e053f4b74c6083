import type { Report } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'

/** Orders of the plan that were not run because of what they would have cost, by reason. */
export function leftOut(records: readonly RunRecord[]): Report['notCovered'] {
  const counts = new Map<string, number>()
  for (const { request, end } of records) {
    if (end.kind !== 'left-out') continue
    const key = `${request.purpose}\n${end.why}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => {
    const [purpose = '', why = ''] = key.split('\n')
    return { what: `${purpose}: ${String(count)} ${count === 1 ? 'order' : 'orders'}`, why }
  })
}

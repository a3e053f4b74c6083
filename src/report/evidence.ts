import type { Finding } from '../model/report-document.js'
import { inert } from './inert.js'
import { howIn, isSkip } from './skips.js'

/** `alone 0/4 failed · together 5/5 failed`: alone first, whatever else was run. */
export function countsOf(finding: Finding): string {
  const { evidence, victims } = finding
  const isAlone = ({ what }: Finding['evidence'][number]) => what === 'alone'
  const seen = evidence.filter(({ proof }) => proof === undefined)
  return [...seen.filter(isAlone), ...seen.filter((entry) => !isAlone(entry))]
    .map((entry, index) => {
      const { what, failed, total, victims: some } = entry
      const counts = `${inert(what)} ${failed}/${total} ${howIn(finding, entry)}`
      // The headline says how many fail in the suite's own order, which comes first.
      return some && index > 1 ? `${counts} (${some.length} of ${victims.length})` : counts
    })
    .join(' · ')
}

/** `same error: …`; both reasons where a test fails alone and together for different ones. */
export function reasonsOf(finding: Finding): string[] {
  const { failure, failureAlone, otherFailures = [], evidence, status } = finding
  if (failureAlone) return [`together: ${withSkip(failure)}`, `alone: ${withSkip(failureAlone)}`]
  const failures = evidence.reduce((sum, { failed }) => sum + failed, 0)
  // Errors may differ further down than in the line that is shown.
  const lines = new Set([failure, ...otherFailures].map(oneLine))
  const [most = '', ...others] = lines
  if (others.length > 0)
    return [`most: ${most}`, ...others.slice(0, 2).map((line) => `others: ${line}`)]
  const repeated = status === 'confirmed' && failures > 1 && otherFailures.length === 0
  if (isSkip(failure)) return [`${repeated ? 'same reason' : 'reason'}: ${oneLine(failure)}`]
  return [`${repeated ? 'same error' : 'error'}: ${oneLine(failure)}`]
}

function withSkip(failure: Finding['failure']): string {
  return isSkip(failure) ? `skipped: ${oneLine(failure)}` : oneLine(failure)
}

function oneLine({ message, type }: Finding['failure']): string {
  // An assertion's diff starts on its second line, and the type says nothing that the message does not.
  const [first = ''] = message.trim().split('\n')
  return first.trim() === '' ? inert(type) : inert(first.trim(), 160)
}

import type { Finding } from '../model/report-document.js'
import { inert } from './inert.js'

/** `alone 0/4 failed · together 5/5 failed`: alone first, whatever else was run. */
export function countsOf({ evidence, victims }: Finding): string {
  const isAlone = ({ what }: Finding['evidence'][number]) => what === 'alone'
  const seen = evidence.filter(({ proof }) => proof === undefined)
  return [...seen.filter(isAlone), ...seen.filter((entry) => !isAlone(entry))]
    .map(({ what, failed, total, victims: some }, index) => {
      const counts = `${inert(what)} ${failed}/${total} failed`
      // The headline says how many fail in the suite's own order, which comes first.
      return some && index > 1 ? `${counts} (${some.length} of ${victims.length})` : counts
    })
    .join(' · ')
}

/** `same error: …`; both reasons where a test fails alone and together for different ones. */
export function reasonsOf(finding: Finding): string[] {
  const { failure, failureAlone, otherFailures = [], evidence, status } = finding
  if (failureAlone) return [`together: ${oneLine(failure)}`, `alone: ${oneLine(failureAlone)}`]
  const failures = evidence.reduce((sum, { failed }) => sum + failed, 0)
  if (otherFailures.length > 0)
    return [
      `most: ${oneLine(failure)}`,
      ...otherFailures.slice(0, 2).map((each) => `others: ${oneLine(each)}`),
    ]
  const repeated = status === 'confirmed' && failures > 1
  return [`${repeated ? 'same error' : 'error'}: ${oneLine(failure)}`]
}

function oneLine({ message, type }: Finding['failure']): string {
  // An assertion's diff starts on its second line, and the type says nothing that the message does not.
  const [first = ''] = message.trim().split('\n')
  return first.trim() === '' ? inert(type) : inert(first.trim(), 160)
}

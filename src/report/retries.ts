import type { TestReport } from '../model/report-document.js'
import { number, plural } from './words.js'

type Retried = NonNullable<TestReport['retried']>

/** What the project's own retries made of one test. */
export function retriedText({ outcome, attempts }: Retried): string {
  return `${outcome} at attempt ${String(attempts)}, with the project's own retries`
}

/** The same of several tests; undefined: none of them was tried again. */
export function retriesText(all: readonly Retried[]): string | undefined {
  const [first] = all
  if (!first) return undefined
  if (all.length === 1) return retriedText(first)
  const passed = all.filter(({ outcome }) => outcome === 'passed')
  const most = Math.max(...all.map(({ attempts }) => attempts))
  return `${number(passed.length)} of ${plural(all.length, 'test')} passed in the end, with the project's own retries (up to ${plural(most, 'attempt')})`
}

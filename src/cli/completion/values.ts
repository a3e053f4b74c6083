import { readLastReport } from '../../last-report.js'
import { REPORTER_NAMES } from '../../model/reporter-name.js'
import type { Report } from '../../model/report-document.js'
import type { Values } from './describe.js'

/** What the config's schema allows; it is not loaded for a key press. */
export const FLAG_VALUES = {
  runner: ['auto', 'vitest', 'pytest'],
  isolate: ['all', 'suspects', 'sample:'],
  reporter: REPORTER_NAMES,
  'fail-on': ['new', 'any', 'manifest', 'none'],
} as const

const BASELINE_ACTIONS = ['update', 'check', 'prune'] as const
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const

/**
 * bash expands the words that it is offered as if they had been typed, so that a test's title could run a command at the
 * press of a key. What needs no quoting is offered and nothing else; of other tests, a part of the id will do.
 */
const NEEDS_NO_QUOTES = /^[\w./:@%+=,-]+$/

/** More help nobody, and take time to print. */
const MOST = 200

export function completionValues(outputDir: string): Values {
  const tests = () => {
    const { tests = [], findings = [] } = lastReport(outputDir)
    const first = new Set(findings.flatMap(({ victims }) => victims))
    return [...first, ...tests.map(({ id }) => id).filter((id) => !first.has(id))]
      .filter((id) => NEEDS_NO_QUOTES.test(id))
      .slice(0, MOST)
  }
  const findings = () => (lastReport(outputDir).findings ?? []).map(({ id }) => id)
  return {
    flags: FLAG_VALUES,
    operands: {
      bisect: tests,
      why: tests,
      replay: findings,
      complete: () => SHELLS,
      baseline: () => BASELINE_ACTIONS,
    },
  }
}

/** A key press is no place for errors. */
function lastReport(outputDir: string): Partial<Report> {
  try {
    return readLastReport(outputDir)
  } catch {
    return {}
  }
}

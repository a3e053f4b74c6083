import type { Verdict } from '../compare/confirm.js'
import { fileKey } from '../model/file-key.js'
import type { PassedAlone } from '../run/passed-alone.js'

type Tests = PassedAlone['tests']

/**
 * What was kept, with what a run has shown: only tests that are clean are worth keeping, and what the run has not looked at stays.
 *
 * @param today ISO 8601, UTC: when the run began
 */
export function withPassed(kept: Tests, verdicts: readonly Verdict[], today: string): Tests {
  const files = new Map(Object.entries(kept).map(([file, tests]) => [file, { ...tests }]))
  for (const { test, judgement, certain, seen } of verdicts) {
    const key = fileKey(test)
    const tests = files.get(key) ?? {}
    files.set(key, tests)
    const alone = seen.filter((each) => each.alone && !each.again && !each.serial)
    const ran = alone.some(({ outcome }) => outcome === 'passed')
    const isClean = judgement.kind === 'clean' && certain && ran
    const before = tests[test.id]
    if (isClean) tests[test.id] = before ?? today
    else Reflect.deleteProperty(tests, test.id)
  }
  return Object.fromEntries([...files].filter(([, tests]) => Object.keys(tests).length > 0))
}

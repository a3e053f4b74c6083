import { judgeNow, type Verdict } from '../compare/confirm.js'
import { observe } from '../compare/observe.js'
import type { RunRecord } from '../model/run.js'
import type { TestCase } from '../model/suite.js'

/** For tests: what these runs amount to, as if all repeats that are needed had been among them. */
export function verdictsOf(
  tests: readonly TestCase[],
  records: readonly RunRecord[],
  certain = true,
): Verdict[] {
  return judgeNow(tests, observe(records), 3).map((verdict) => ({ ...verdict, certain }))
}

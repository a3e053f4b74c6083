import { judgeNow, type Verdict } from '../compare/confirm.js'
import { observe } from '../compare/observe.js'
import { casesOf } from '../diagnose/case.js'
import type { Diagnosis } from '../diagnose/page.js'
import type { RunRecord } from '../model/run.js'
import type { TestCase } from '../model/suite.js'

/** For tests: the cases of these verdicts, with no search made. */
export function unsearched(verdicts: readonly Verdict[]): readonly Diagnosis[] {
  return casesOf(verdicts).map(({ kind, members }) => ({
    members,
    ...(kind === 'self-polluting' ? { cause: { kind: 'self' as const } } : {}),
    cleaners: [],
    proof: [],
    ruledOut: [],
    counts: { search: 0, confirm: 0, proof: 0 },
  }))
}

/** For tests: what these runs amount to, as if all repeats that are needed had been among them. */
export function verdictsOf(
  tests: readonly TestCase[],
  records: readonly RunRecord[],
  certain = true,
): Verdict[] {
  return judgeNow(tests, observe(records), 3).map((verdict) => ({ ...verdict, certain }))
}

import { isUnsteady, judgeNow, type Verdict } from './compare/confirm.js'
import { observe } from './compare/observe.js'
import { casesOf, type Case } from './diagnose/case.js'
import { easiest } from './diagnose/diagnose.js'
import { drive, type Execute } from './diagnose/drive.js'
import type { OneOfEach } from './diagnose/one-of-each.js'
import type { RunRecord } from './model/run.js'
import type { TestCase } from './model/suite.js'
import { isTold } from './whole-file-runs.js'

/** So many that change in one order are too many to begin with: they take more repeats than others, for less. */
const MOST_UNSTEADY = 3

export interface InDepth {
  readonly judged: readonly TestCase[]
  readonly repeats: number
  /** All that has been seen so far; grows. */
  readonly seen: () => readonly RunRecord[]
  /** Repeats what differs in this test until it is certain; undefined: there was a reason to stop. */
  readonly confirm: (test: TestCase) => Promise<Verdict | undefined>
  readonly search: Execute
  readonly look: OneOfEach['look']
  readonly stop: () => string | undefined
}

/**
 * Confirms one test of each way in which tests seem to fail, and searches and proves its cause before the next one is begun with:
 * the way that most tests fail in first.
 *
 * @returns ways that were not come to
 */
export async function inDepth(job: InDepth): Promise<number> {
  const { judged, repeats, seen, confirm, look, stop } = job
  const tried = new Set<string>()
  let unsteady = 0
  for (;;) {
    // What a repeat has shown of one test may change what another seems to be.
    const open = waysIn(judged, seen(), repeats).filter(
      ({ members }) =>
        members.every(({ verdict }) => !tried.has(verdict.test.id)) &&
        !easiest(members).difference.unsteady,
    )
    const [next] = open
    if (!next || unsteady >= MOST_UNSTEADY) return 0
    if (stop() !== undefined) return open.length
    const { test } = easiest(next.members).verdict
    tried.add(test.id)
    const verdict = await confirm(test)
    if (!verdict) return open.length
    if (isUnsteady(verdict.judgement)) unsteady += 1
    const [own] = casesOf([verdict])
    const [first] = own?.members ?? []
    // It is another case than it seemed to be: that one has its turn when all is confirmed.
    if (!first || own?.kind !== next.kind) continue
    await drive(look(next, first), job.search)
  }
}

/** As it looks before anything has been repeated. */
function waysIn(
  judged: readonly TestCase[],
  records: readonly RunRecord[],
  repeats: number,
): readonly Case[] {
  const likely = judgeNow(judged, observe(records), repeats).filter(isTold)
  return casesOf(likely.map((verdict) => ({ ...verdict, certain: true })))
}

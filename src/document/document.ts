import { relative } from 'node:path'
import type { Verdict } from '../compare/confirm.js'
import type { Diagnosis } from '../diagnose/page.js'
import type { Order } from '../model/order.js'
import {
  KINDS,
  type Cost,
  type Counts,
  type Kind,
  type Report,
  type TestReport,
} from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import type { Suite } from '../model/suite.js'
import { exitCodeOf } from './exit-code.js'
import { foldScenarios } from './fold-scenarios.js'
import { findingsOf, type CommandLine, type RunnerCommand } from './findings.js'
import { leftOut } from './left-out.js'
import { isNamed, namesOf } from './ordered.js'
import { unseenInOwnOrder } from './own-order.js'
import { planOrders } from './plan-orders.js'
import { retriedOf } from './retried.js'
import { strayErrors } from './stray-errors.js'
import { toTestReport } from './test-report.js'

export interface DocumentInput {
  /** What is known before the first run. */
  readonly frame: Pick<Report, 'tool' | 'command' | 'startedAt' | 'seed' | 'environment' | 'config'>
  readonly cwd: string
  readonly suite: Suite
  readonly verdicts: readonly Verdict[]
  readonly diagnoses: readonly Diagnosis[]
  readonly records: readonly RunRecord[]
  readonly cost: Cost
  /** Globs that name tests which are ordered on purpose. */
  readonly ordered: readonly string[]
  /** What was left out of the plan, and why. */
  readonly cuts: readonly { readonly what: string; readonly why: string }[]
  readonly outside?: Report['outside']
  readonly resumed?: Report['resumed']
  readonly reused?: Report['reused']
  readonly pairs?: Report['pairs']
  readonly interrupted: 'SIGINT' | 'SIGTERM' | undefined
  readonly dryRun: boolean
  readonly commandLine: CommandLine
  /** An order in the words of the user's own runner, where it can express it. */
  readonly runnerCommand: RunnerCommand
}

export interface ReportWithOrders {
  readonly report: Report
  /** Relative to `.leakcheck/` → the order. */
  readonly orders: ReadonlyMap<string, Order>
}

/** Everything that was learned, as the report document. */
export function toReport(input: DocumentInput): ReportWithOrders {
  const { suite, verdicts, cuts, interrupted, dryRun } = input
  const { diagnoses, silenced } = foldScenarios(input.diagnoses, suite, input)
  const found = findingsOf(diagnoses, input.commandLine, input.runnerCommand)
  const findings = found.map(({ finding }) => finding)
  const ofTest = new Map<string, string[]>()
  for (const { id, victims } of findings)
    for (const victim of victims) ofTest.set(victim, [...(ofTest.get(victim) ?? []), id])
  const silencedBy = new Map(
    silenced.flatMap(({ victims, by }) => victims.map((id) => [id, by] as const)),
  )
  const retried = retriedOf(input.records)
  const byId = new Map(verdicts.map((verdict) => [verdict.test.id, verdict]))
  const mates = new Map<string, number>()
  for (const { domain, mode } of suite.tests)
    if (mode === 'run') mates.set(domain, (mates.get(domain) ?? 0) + 1)
  const cutBy = interrupted ? 'interrupted' : cuts[0]?.why
  const tests = suite.tests.map((test) =>
    toTestReport({
      test,
      verdict: byId.get(test.id),
      hasMates: (mates.get(test.domain) ?? 0) > 1,
      findings: ofTest.get(test.id) ?? [],
      silencedBy: silencedBy.get(test.id),
      retried: retried.get(test.id),
      ...(dryRun ? { cutBy: 'dry run' } : cutBy === undefined ? {} : { cutBy }),
    }),
  )
  const counts = countKinds(tests)
  const nothingCollected =
    suite.tests.length > 0 && suite.tests.every(({ titlePath }) => titlePath.length === 0)
  const unseen = interrupted ? [] : unseenInOwnOrder(suite, input.records)
  const nothingCompared =
    !dryRun && interrupted === undefined && unseen.length === 0 && isNoneCompared(counts)
  return {
    report: {
      schemaVersion: 1,
      ...input.frame,
      complete: interrupted === undefined && cuts.length === 0 && !dryRun,
      exitCode: exitCodeOf({
        interrupted,
        couldNot: nothingCollected || nothingCompared || unseen.length > 0,
        leaks: findings.filter(({ status }) => status === 'confirmed').length,
        undecided: counts.undecided,
      }),
      projects: suite.projects.map(({ name, root, runner }) => ({
        name,
        root: relative(input.cwd, root).replaceAll('\\', '/') || '.',
        runner,
      })),
      counts,
      cost: input.cost,
      tests,
      findings,
      ...(silenced.length > 0 ? { silenced: [...silenced] } : {}),
      notCovered: [...suite.notCovered, ...cuts, ...leftOut(input.records)],
      errors: [
        ...(nothingCollected ? [collectionFailed(verdicts)] : []),
        ...(nothingCompared ? [noneCompared(cutBy)] : []),
        ...unseen,
        ...strayErrors(suite, input.records),
        ...unmatched(input.ordered, suite, input.cwd),
      ],
      ...(input.outside ? { outside: input.outside } : {}),
      ...(input.resumed ? { resumed: input.resumed } : {}),
      ...(input.reused ? { reused: input.reused } : {}),
      ...(input.pairs ? { pairs: input.pairs } : {}),
    },
    orders: new Map([...planOrders(input.records), ...found.flatMap(({ orders }) => [...orders])]),
  }
}

function countKinds(tests: readonly TestReport[]): Counts {
  const zero = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>
  const counts: Counts = { tests: tests.length, manifest: 0, ...zero }
  for (const { kind, manifest } of tests) {
    counts[kind] += 1
    if (manifest) counts.manifest += 1
  }
  return counts
}

/** There were tests to compare, and a limit left out all of them: that nothing was found says nothing. */
function isNoneCompared(counts: Counts): boolean {
  const left = counts['not-compared']
  return left > 0 && left + counts.skipped === counts.tests
}

function noneCompared(why = 'no order came to its end'): Report['errors'][number] {
  return {
    code: 'nothing-compared',
    message: `nothing was compared: ${why}`,
    hint: 'a larger --budget or --max-runs; --dry-run says what a whole run takes',
  }
}

function collectionFailed(verdicts: readonly Verdict[]): Report['errors'][number] {
  const [first] = verdicts
  const failure = first && 'failure' in first.judgement ? first.judgement.failure : undefined
  return {
    code: 'nothing-collected',
    message: `no test file could be imported${failure ? `: ${failure.type}: ${failure.message.split('\n')[0] ?? ''}` : ''}`,
    hint: 'make the suite run by itself first',
  }
}

/** A name in `ordered` that is misspelt would silence nothing, and nobody would know why. */
function unmatched(ordered: readonly string[], suite: Suite, cwd: string): Report['errors'] {
  if (ordered.length === 0) return []
  const names = suite.tests.map((test) => namesOf(test, suite, cwd))
  return ordered
    .filter((glob) => !names.some((each) => isNamed(each, glob)))
    .map((glob) => ({ code: 'ordered-unmatched', message: `ordered: no test is called ${glob}` }))
}

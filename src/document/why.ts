import { sameError } from '../compare/reason/same-failure.js'
import { toFailure } from '../compare/reason/to-failure.js'
import type { Failure } from '../model/failure.js'
import type { Order } from '../model/order.js'
import type { Cause, Evidence, Finding, Report, TestReport } from '../model/report-document.js'
import type { RunRecord } from '../model/run.js'
import type { OrderFile, Part, Why, WhyRun } from '../model/why.js'
import type { CommandLine } from './findings.js'

/** A run that the test was in. */
export type Seen = Omit<RunRecord, 'request'> & {
  readonly request: Omit<RunRecord['request'], 'order'>
}

export interface WhyInput {
  readonly report: Report
  readonly test: TestReport
  /** Undefined: there is no journal. */
  readonly records: readonly Seen[] | undefined
  /** Those of the plan and of the test's findings. */
  readonly orders: readonly OrderFile[]
  readonly commandLine: CommandLine
}

/** All that a report and its journal say of one test. */
export function toWhy({ report, test, records, orders, commandLine }: WhyInput): Why {
  const { startedAt, complete, notCovered, seed, cost } = report
  const findings = report.findings.filter(({ id }) => test.findings.includes(id))
  const failures = new Map<Failure, Why['failures'][number]>()
  const runs = records?.flatMap((record) => runsOf(record, test.id, orders, failures))
  const needed = neededFor(report, test)
  const blamed = report.findings.flatMap((finding) =>
    partsIn(finding, test.id).map((as) => ({ finding: finding.id, as })),
  )
  return {
    schemaVersion: 1,
    report: { startedAt, complete, notCovered, seed, runs: cost.runs },
    test,
    findings,
    blamed,
    ...(runs ? { runs } : {}),
    failures: [...failures.values()],
    ...(needed === undefined ? {} : { needed }),
    commands: commandsFor(test, findings, blamed, runs ?? [], commandLine),
  }
}

function runsOf(
  record: Seen,
  id: string,
  orders: readonly OrderFile[],
  failures: Map<Failure, Why['failures'][number]>,
): WhyRun[] {
  const { run, request, end, results, shared, keptFrom } = record
  const before = shared?.entries ?? 0
  const order = fileOf(record, orders)
  return results.flatMap(({ id: each, outcome, failure }, index) => {
    if (each !== id) return []
    const name = failure && nameOf(toFailure(failure), failures)
    return [
      {
        run,
        purpose: request.purpose,
        host: request.host,
        ...(end.kind === 'completed' ? {} : { end: end.kind }),
        ...(order === undefined ? {} : { order }),
        at: before + index + 1,
        of: before + results.length,
        outcome,
        ...(name === undefined ? {} : { failure: name }),
        ...(keptFrom === undefined ? {} : { keptFrom }),
      },
    ]
  })
}

/** `A`, `B`…, so that two failures have one name when they are the same. */
function nameOf(failure: Failure, failures: Map<Failure, Why['failures'][number]>): string {
  for (const [known, { name }] of failures) if (sameError(known, failure)) return name
  const { type, message, frame } = failure
  const index = failures.size
  const name = index < 26 ? String.fromCharCode(65 + index) : `Z${String(index)}`
  failures.set(failure, { name, type, message, ...(frame === undefined ? {} : { frame }) })
  return name
}

/** Orders of the plan of which a file holds every run: those of the others differ from test to test. */
const ONE_ORDER = /^(together|reverse|twice|pairs:|shuffle:)/

/** The file that holds a run's order: the plan's, which has it among those of other processes, or one that is the same. */
function fileOf({ request, results, shared }: Seen, orders: readonly OrderFile[]) {
  const { purpose, collect } = request
  const order = results.map(({ id }) => id)
  const path = `orders/${purpose.replace(/[^\w-]/g, '-')}.txt`
  const planned = ONE_ORDER.test(purpose) ? orders.find((file) => file.path === path) : undefined
  if (planned && holds(planned.order, order)) return path
  // Without its beginning an order cannot be told.
  if (shared) return undefined
  return orders.find(
    (file) =>
      file.order.length === order.length &&
      holds(file.order, order) &&
      String(file.collect) === String(collect),
  )?.path
}

/** One after the other, with nothing in between. */
function holds(whole: Order, part: Order): boolean {
  const start = whole.indexOf(part[0] ?? '')
  return start !== -1 && part.every((id, index) => whole[start + index] === id)
}

function partsIn({ cause, cleaners = [] }: Finding, id: string): Part[] {
  return [
    ...(cause ? causeParts(cause, id) : []),
    ...(cleaners.includes(id) ? (['cleaner'] as const) : []),
  ]
}

function causeParts(cause: Cause, id: string): Part[] {
  switch (cause.kind) {
    case 'polluter':
    case 'state-setter': {
      if (cause.tests.includes(id)) return [cause.kind]
      return (cause.alternatives ?? []).includes(id) ? ['alternative'] : []
    }
    case 'co-polluters':
      return cause.tests.includes(id) ? ['polluter'] : []
    case 'accumulation':
      return (cause.contributors ?? [cause.tippingTest]).includes(id) ? ['contributor'] : []
    case 'load-time':
    case 'self':
      return []
  }
}

/** What is open about it, and what would close it. */
function neededFor({ complete }: Report, { kind }: TestReport): string | undefined {
  if (kind === 'not-compared') return 'a run of it alone, and one in company'
  if (kind !== 'undecided') return undefined
  return complete
    ? 'more repeats of both sides'
    : 'repeats that this run did not come to: a larger --budget or --max-runs, or none'
}

function commandsFor(
  { id, kind, tearDown }: TestReport,
  findings: readonly Finding[],
  blamed: Why['blamed'],
  runs: readonly WhyRun[],
  commandLine: CommandLine,
): Why['commands'] {
  const replay = (what: string, order: string) => ({
    command: commandLine(['replay', order]),
    what,
  })
  const open = kind === 'undecided' || kind === 'flaky' || kind === 'not-compared'
  const harder = kind === 'not-compared' ? [] : ['--repeats', '10']
  // A finding has its own orders; of what has none, all that are kept.
  const kept = new Set(open || kind === 'broken' ? runs.flatMap(({ order }) => order ?? []) : [])
  return [
    ...findings.flatMap((finding) => [
      ...ofFinding(finding, commandLine),
      ...finding.evidence
        .filter((evidence) => isAbout(evidence, finding, id))
        .map(({ what, failed, total, order }) =>
          replay(`${what}: ${String(failed)} of ${String(total)} failed`, order),
        ),
    ]),
    ...blamed.map(({ finding }) => replay(`the finding that it is part of`, finding)),
    ...[...kept].map((order) => replay(order.replace(/^orders\/|\.txt$/g, ''), order)),
    ...(open && !tearDown
      ? [{ command: commandLine(['bisect', id, ...harder]), what: 'look into this test only' }]
      : []),
  ]
}

/** Much of a finding's evidence is about the first of its tests only. */
function isAbout({ what, victims }: Evidence, finding: Finding, id: string): boolean {
  if (what === 'alone') return finding.victims[0] === id
  return victims?.includes(id) ?? true
}

function ofFinding(
  { id, runnerCommand, undecided }: Finding,
  commandLine: CommandLine,
): Why['commands'] {
  return [
    { command: commandLine(['replay', id]), what: 'the finding again' },
    ...(runnerCommand === undefined
      ? []
      : [{ command: runnerCommand, what: 'by the runner itself' }]),
    ...(undecided ? [{ command: undecided.next, what: 'search on' }] : []),
  ]
}

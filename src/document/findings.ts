import { isManifest } from '../compare/manifest.js'
import { sameFailure } from '../compare/reason/same-failure.js'
import type { Member } from '../diagnose/case.js'
import type { Diagnosis } from '../diagnose/page.js'
import type { Failure } from '../model/failure.js'
import type { Order } from '../model/order.js'
import type { Evidence, Finding } from '../model/report-document.js'
import { evidenceOf, SMALLEST } from './evidence.js'
import type { Folded } from './fold-scenarios.js'
import { distinctKeys, findingKey } from './key.js'
import { orderFiles } from './order-files.js'
import { typicalFailure } from './typical-failure.js'

/** A finding and the order files that its evidence names. */
export interface FindingWithOrders {
  readonly finding: Finding
  /** Relative to `.leakcheck/` → the lines of the order file. */
  readonly orders: ReadonlyMap<string, Order>
}

/** A leakcheck command, for this user, from where he stands. */
export type CommandLine = (words: readonly string[]) => string

/** The user's own runner with these tests in that order; undefined: its command line cannot express it. */
export type RunnerCommand = (order: Order, imports: readonly string[]) => string | undefined

/** One finding for each cause: those that fail in the suite's own order first, and of these the ones with most victims. */
export function findingsOf(
  diagnoses: readonly Folded[],
  commandLine: CommandLine,
  runnerCommand: RunnerCommand,
): FindingWithOrders[] {
  const found = [...diagnoses]
    .sort((a, b) => ownFirst(a, b) || b.members.length - a.members.length)
    .map((diagnosis, index) =>
      toFinding(`L${String(index + 1)}`, diagnosis, commandLine, runnerCommand),
    )
  const findings = distinctKeys(found.map(({ finding }) => finding))
  return findings.map((finding, index) => ({
    finding,
    orders: found[index]?.orders ?? new Map<string, Order>(),
  }))
}

/** What is red today must not stand behind what could be. */
function ownFirst(a: Folded, b: Folded): number {
  const isRed = ({ members }: Folded) =>
    members.some(({ kind, verdict }) => kind === 'victim' && isManifest(verdict))
  return Number(isRed(b)) - Number(isRed(a))
}

/** The domain of all of them; undefined: they have several. */
function domainOf(members: readonly Member[]): string | undefined {
  const [domain, ...others] = new Set(members.map(({ verdict }) => verdict.test.domain))
  return others.length === 0 ? domain : undefined
}

function toFinding(
  id: string,
  diagnosis: Folded,
  commandLine: CommandLine,
  runnerCommand: RunnerCommand,
): FindingWithOrders {
  const { members, cause, cleaners, counts, expiresMs, outside, scenario } = diagnosis
  const [first] = members as readonly [Member, ...Member[]]
  const { kind } = first
  const { failure, failureAlone, others } = typicalFailure(
    // That its first step cannot be taken twice is not what a scenario is about.
    scenario === undefined ? members : members.filter((member) => member.kind === kind),
  )
  const errors = withThoseIn(diagnosis, others)
  const files = orderFiles(`findings/${id}`)
  const evidence = evidenceOf(diagnosis, files)
  const saidCause = cause && outside ? { ...cause, outside: true as const } : cause
  const confirmation = confirmationRuns(members)
  const victims = members.map(({ verdict }) => verdict.test.id)
  return {
    finding: {
      id,
      key: findingKey({
        project: first.verdict.test.project,
        ...{ kind, failure, cause: saidCause, domain: domainOf(members) },
      }),
      status: 'confirmed',
      kind,
      victims,
      ...(scenario === undefined ? {} : { scenario }),
      failure,
      ...(failureAlone ? { failureAlone } : {}),
      ...(errors.length > 0 ? { otherFailures: [...errors] } : {}),
      evidence,
      ...(saidCause ? { cause: saidCause } : {}),
      ...(cleaners.length > 0 ? { cleaners: [...cleaners] } : {}),
      ...(expiresMs === undefined ? {} : { expiresMs }),
      ...(outside && outside.state.length > 0 ? { state: [...outside.state] } : {}),
      replay: commandLine(['replay', id]),
      ...rawCommand(diagnosis, runnerCommand),
      runs: confirmation + counts.search + counts.confirm + counts.proof,
      cost: {
        search: counts.search,
        confirmation: confirmation + counts.confirm,
        proof: counts.proof,
      },
      ...(cause === undefined ? { undecided: openQuestion(diagnosis, evidence, commandLine) } : {}),
    },
    orders: files.all,
  }
}

/** The others, and how a test has failed otherwise where the cause was shown: with fewer polluters it may say something else. */
function withThoseIn(
  { members, proof }: Diagnosis,
  others: readonly Failure[],
): readonly Failure[] {
  const confirmed = members.map(({ difference }) => difference.failure)
  return proof
    .flatMap(({ failures }) => failures)
    .reduce<readonly Failure[]>(
      (known, own) =>
        [...confirmed, ...known].some((other) => sameFailure(other, own)) ? known : [...known, own],
      others,
    )
}

/** Repeats that the verdicts rest on: what started from nothing, but for the first sight of an order. */
function confirmationRuns(members: readonly Member[]): number {
  const runs = new Set<string>()
  for (const { verdict } of members) {
    for (const key of new Set(verdict.seen.map((each) => each.key))) {
      const same = verdict.seen.filter((each) => each.key === key)
      const cold = same.filter(({ host }) => host === 'cold')
      const isPlanned = cold.length === same.length
      for (const { run } of isPlanned ? cold.slice(1) : cold) runs.add(run)
    }
  }
  return runs.size
}

function openQuestion(
  { members, ruledOut, smallest }: Folded,
  evidence: readonly Evidence[],
  commandLine: CommandLine,
): NonNullable<Finding['undecided']> {
  const victim = members[0]?.verdict.test
  // A search that was cut is made by itself; one that came to nothing, with more repeats.
  const harder = ruledOut.length > 0 ? ['--repeats', '10'] : []
  // What fails behind the tests of a file cannot be looked into by itself.
  const what = victim?.tearDown ? ['run'] : ['bisect', victim?.id ?? '']
  const next = commandLine([...what, ...harder])
  const least = evidence.find(({ what }) => what === SMALLEST)
  if (!smallest || !least) return { ruledOut: [...ruledOut], next }
  const tests = smallest.order.length - 1
  const replay = commandLine(['replay', least.order])
  return { ruledOut: [...ruledOut], next, smallest: { tests, replay } }
}

/** What fails, said to the runner itself: the proven company of a victim, a brittle test alone. */
function rawCommand(
  { members, proof }: Folded,
  runnerCommand: RunnerCommand,
): { runnerCommand?: string } {
  const [first] = members
  // Fails either way: that it fails for another reason is more than a command can show.
  if (!first || first.kind === 'masked' || first.kind === 'self-polluting') return {}
  const shown = proof.find(({ expected }) => expected === 'present')
  const isBrittle = first.kind === 'brittle'
  const command = isBrittle
    ? runnerCommand([first.verdict.test.id], [])
    : shown && runnerCommand(shown.order, shown.imports)
  return command === undefined ? {} : { runnerCommand: command }
}

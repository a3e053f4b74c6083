import type { Verdict } from '../compare/confirm.js'
import type { Difference } from '../compare/judge.js'
import type { Observation } from '../compare/observe.js'
import { isFailure } from '../model/outcome.js'
import type { Kind, TestReport } from '../model/report-document.js'
import type { TestCase } from '../model/suite.js'
import { SKIPPED } from '../compare/green.js'
import { isManifest } from '../compare/manifest.js'
import { talliesOf } from './tallies.js'

export interface TestReportInput {
  readonly test: TestCase
  /** Undefined: the runner skips it. */
  readonly verdict: Verdict | undefined
  /** Others may share its process. */
  readonly hasMates: boolean
  /** The ids of its findings. */
  readonly findings: readonly string[]
  /** The glob of `ordered` that silences what it depends on. */
  readonly silencedBy?: string | undefined
  /** What the project's own retries made of it. */
  readonly retried?: TestReport['retried'] | undefined
  /** Why parts of the plan were not run: the note of a test that was not compared. */
  readonly cutBy?: string
}

/** One test's line of the report. */
export function toTestReport(input: TestReportInput): TestReport {
  const { test, verdict, hasMates, findings, silencedBy, retried, cutBy } = input
  const { id, project, file, titlePath, ordinal, line } = test
  const { kind, note: own } = kindOf(test, verdict, hasMates, cutBy)
  const note = silencedBy === undefined ? own : `ordered on purpose: ${silencedBy}`
  return {
    id,
    project,
    file,
    titlePath: [...titlePath],
    ordinal,
    ...(line === undefined ? {} : { line }),
    ...(test.tearDown ? { tearDown: true } : {}),
    kind,
    ...(kind === 'victim' && verdict ? { manifest: isManifest(verdict) } : {}),
    findings: [...findings],
    ...(note === undefined ? {} : { note }),
    ...talliesOf(verdict?.seen ?? []),
    ...(retried ? { retried } : {}),
  }
}

function kindOf(
  { mode, tearDown }: TestCase,
  verdict: Verdict | undefined,
  hasMates: boolean,
  cutBy?: string,
): { kind: Kind; note?: string } {
  if (mode !== 'run')
    return { kind: 'skipped', note: mode === 'todo' ? 'marked todo' : 'marked to be skipped' }
  if (!verdict) return { kind: 'not-compared', note: cutBy ?? 'not asked about' }
  if (verdict.seen.length === 0) return { kind: 'not-compared', note: cutBy ?? 'did not run' }
  const { judgement, certain, seen } = verdict
  if (seen.every(({ outcome }) => outcome === 'skipped'))
    return { kind: 'skipped', note: 'skips itself while running' }
  switch (judgement.kind) {
    case 'clean':
      if (!certain) return unconfirmed(seenSoFar(verdict), cutBy)
      // What ends the process, or the run, before it comes to this test keeps its company from being seen.
      if (hasMates && seen.every(({ alone }) => alone))
        return { kind: 'not-compared', note: cutBy ?? 'passed alone, and never started in company' }
      if (!seen.some(isInOwnOrder))
        return { kind: 'not-compared', note: cutBy ?? "was never seen in the suite's own order" }
      return { kind: 'clean', ...(judgement.note === undefined ? {} : { note: judgement.note }) }
    case 'not-compared':
      if (seen.some(({ outcome }) => isFailure(outcome)))
        return unconfirmed(seenSoFar(verdict), cutBy)
      return { kind: 'not-compared', note: cutBy ?? 'not run alone' }
    case 'broken': {
      const note = failureNote(judgement.failure?.type, judgement.failure?.message)
      // Who has seen it only by itself does not know that it fails everywhere.
      if (!certain || (hasMates && seen.every(({ alone }) => alone)))
        return unconfirmed(seenSoFar(verdict), cutBy)
      return { kind: 'broken', note }
    }
    case 'undecided':
      return { kind: 'undecided', note: judgement.note }
    case 'flaky':
      return certain ? { kind: 'flaky', note: judgement.note } : unconfirmed(judgement.note, cutBy)
    case 'nominated':
      return unconfirmed('failed when its suite ran again in the same process', cutBy)
    default: {
      if (!certain) return unconfirmed(seenSoFar(verdict), cutBy)
      const note = judgement.difference.unsteady
        ? unsteadyNote(verdict)
        : tearDown
          ? 'errors behind its last test: its tear-down fails in company'
          : skipNote(judgement.kind, judgement.difference)
      return { kind: judgement.kind, ...(note === undefined ? {} : { note }) }
    }
  }
}

/** By itself, not beside other processes of the project: that is what its company in the suite amounts to. */
function isInOwnOrder({ purpose, beside, outcome }: Observation): boolean {
  return purpose === 'together' && beside !== true && outcome === 'passed'
}

function unconfirmed(what: string, cutBy?: string): { kind: Kind; note: string } {
  return {
    kind: 'undecided',
    note: `${what}; not confirmed${cutBy === undefined ? '' : `: ${cutBy}`}`,
  }
}

function seenSoFar({ seen }: Verdict): string {
  const failed = seen.filter(({ outcome }) => isFailure(outcome))
  const where = [...new Set(failed.map(({ purpose }) => purpose))].join(', ')
  const how = failed.every(({ said }) => said === 'skipped') ? 'was skipped' : 'failed'
  return `${how} ${String(failed.length)} of ${String(seen.length)} times (${where})`
}

function unsteadyNote({ judgement }: Verdict): string {
  if (!('difference' in judgement)) return ''
  const { alone, company } = judgement.difference
  return `alone ${String(alone.failed)}/${String(alone.total)} failed, in that order ${String(company.failed)}/${String(company.total)}`
}

/** A skip is no failure to its runner: it is said in which of the two it skips. */
function skipNote(kind: Kind, { failure, failureAlone }: Difference): string | undefined {
  if (failureAlone?.type === SKIPPED) return 'skipped alone, fails in company'
  if (failure.type !== SKIPPED) return undefined
  if (kind === 'brittle') return 'skipped alone, passes in company'
  if (kind === 'self-polluting') return 'skipped when it runs again'
  return `skipped in company, ${kind === 'masked' ? 'fails' : 'passes'} alone`
}

function failureNote(type = 'Error', message = ''): string {
  const [line = ''] = message.split('\n')
  return `${type}: ${line.slice(0, 200)}`
}

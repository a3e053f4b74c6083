import type { Verdict } from '../compare/confirm.js'
import { isFailure } from '../model/outcome.js'
import type { Kind, TestReport } from '../model/report-document.js'
import type { TestCase } from '../model/suite.js'
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
    kind,
    ...(kind === 'victim' && verdict ? { manifest: isManifest(verdict) } : {}),
    findings: [...findings],
    ...(note === undefined ? {} : { note }),
    ...talliesOf(verdict?.seen ?? []),
    ...(retried ? { retried } : {}),
  }
}

function kindOf(
  { mode }: TestCase,
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
      // What ends the process, or the run, before it comes to this test keeps its company from being seen.
      if (hasMates && seen.every(({ alone }) => alone))
        return { kind: 'not-compared', note: cutBy ?? 'passed alone, and never started in company' }
      return { kind: 'clean', ...(judgement.note === undefined ? {} : { note: judgement.note }) }
    case 'not-compared':
      return { kind: 'not-compared', note: judgement.note ?? cutBy ?? 'not run alone' }
    case 'broken':
      return {
        kind: 'broken',
        note: failureNote(judgement.failure?.type, judgement.failure?.message),
      }
    case 'undecided':
      return { kind: 'undecided', note: judgement.note }
    case 'flaky':
      return certain ? { kind: 'flaky', note: judgement.note } : unconfirmed(judgement.note, cutBy)
    case 'nominated':
      return unconfirmed('failed when its suite ran again in the same process', cutBy)
    default: {
      if (!certain) return unconfirmed(seenSoFar(verdict), cutBy)
      return judgement.difference.unsteady
        ? { kind: judgement.kind, note: unsteadyNote(verdict) }
        : { kind: judgement.kind }
    }
  }
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
  return `failed ${String(failed.length)} of ${String(seen.length)} times (${where})`
}

function unsteadyNote({ judgement }: Verdict): string {
  if (!('difference' in judgement)) return ''
  const { alone, company } = judgement.difference
  return `alone ${String(alone.failed)}/${String(alone.total)} failed, in that order ${String(company.failed)}/${String(company.total)}`
}

function failureNote(type = 'Error', message = ''): string {
  const [line = ''] = message.split('\n')
  return `${type}: ${line.slice(0, 200)}`
}

import { exitCodeOf } from '../document/exit-code.js'
import type { Finding, FindingBaseline, Report } from '../model/report-document.js'
import type { BaselineEntry } from './entry.js'
import { matchFindings } from './match.js'
import { staleOf } from './stale.js'

export type FailOn = 'new' | 'any' | 'manifest' | 'none'

export interface BaselineOptions {
  readonly failOn: FailOn
  /** YYYY-MM-DD */
  readonly today: string
  /** The command that removes what is fixed. */
  readonly prune: string
}

export interface Baseline {
  /** Relative to where leakcheck was started. */
  readonly file: string
  readonly entries: readonly BaselineEntry[]
}

/**
 * The report with what the baseline says of its findings, and the exit code that this comes to.
 *
 * @param baseline undefined: there is none, and everything is new
 */
export function withBaseline(
  report: Report,
  baseline: Baseline | undefined,
  { failOn, today, prune }: BaselineOptions,
): Report {
  const plain = { ...report, findings: report.findings.map(unmarked) }
  delete plain.baseline
  if (!baseline) return { ...plain, exitCode: exitCode(plain, [], failOn) }
  const { file, entries } = baseline
  const matches = matchFindings(plain.findings, entries)
  const findings = plain.findings.map((finding) => ({
    ...finding,
    baseline: markOf(finding, matches.get(finding), today),
  }))
  const seen = new Set(matches.values())
  const { fixed, notCompared } = staleOf(
    report,
    entries.filter((entry) => !seen.has(entry)),
  )
  const accepted = entries.filter((entry) => !isExpired(entry, today))
  return {
    ...plain,
    findings,
    exitCode: exitCode({ ...plain, findings }, accepted, failOn),
    baseline: {
      ...{ file, entries: entries.length },
      ...{ fixed: [...fixed], notCompared: [...notCompared], prune },
    },
  }
}

/** Its last day is one on which it is still accepted. */
export function isExpired({ expires }: Pick<BaselineEntry, 'expires'>, today: string): boolean {
  return expires !== undefined && expires < today
}

function unmarked({ baseline: _, ...finding }: Finding): Finding {
  return finding
}

function markOf(
  finding: Finding,
  entry: BaselineEntry | undefined,
  today: string,
): FindingBaseline {
  if (!entry) return { status: 'new' }
  const { key, reason, expires } = entry
  const known = new Set(entry.victims)
  const newVictims = finding.victims.filter((id) => !known.has(id))
  return {
    status: isExpired(entry, today) ? 'expired' : 'known',
    ...(key === finding.key ? {} : { key }),
    ...(newVictims.length > 0 ? { newVictims } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(expires === undefined ? {} : { expires }),
  }
}

/** 130, 143 and 2 stay what they are: a baseline says nothing about them. */
function exitCode(report: Report, accepted: readonly BaselineEntry[], failOn: FailOn): number {
  const known = new Set(accepted.flatMap(({ victims }) => victims))
  return exitCodeOf({
    interrupted:
      report.exitCode === 130 ? 'SIGINT' : report.exitCode === 143 ? 'SIGTERM' : undefined,
    couldNot: report.exitCode === 2,
    leaks: leaksThatFail(report, failOn),
    // That it could not be confirmed this time is no news of a test that is known to depend on its company.
    undecided: report.tests.filter(({ kind, id }) => kind === 'undecided' && !known.has(id)).length,
  })
}

function leaksThatFail({ findings, tests }: Report, failOn: FailOn): number {
  if (failOn === 'none') return 0
  const manifest = new Set(tests.filter((test) => test.manifest).map(({ id }) => id))
  return findings.filter(
    ({ status, baseline, victims }) =>
      status === 'confirmed' &&
      (failOn === 'any' || baseline?.status !== 'known') &&
      (failOn !== 'manifest' || victims.some((id) => manifest.has(id))),
  ).length
}

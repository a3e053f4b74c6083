import { isFailure } from '../model/outcome.js'
import type { Finding, Report, TestReport } from '../model/report-document.js'
import type { BaselineEntry } from './entry.js'
import { matchFindings } from './match.js'
import { orderName, partOf } from './stale.js'

/** A finding for readers of the file. */
export type Describe = (
  finding: Finding,
  tests: ReadonlyMap<string, TestReport>,
) => Pick<BaselineEntry, 'what' | 'failure' | 'cause'>

export interface UpdateOptions {
  /** The ids of the findings that are meant; empty: all. */
  readonly only: readonly string[]
  /** For what is new, and what `only` names. */
  readonly reason?: string | undefined
  readonly expires?: string | undefined
  readonly describe: Describe
}

export interface Update {
  readonly entries: readonly BaselineEntry[]
  readonly added: readonly BaselineEntry[]
  /** Entries that were there, and are about a finding of this report. */
  readonly kept: readonly BaselineEntry[]
}

/**
 * The baseline with the findings of a report. What was said of those that it knows stays; so do entries that the report has
 * nothing about: to remove them is another wish (`prune`).
 */
export function updateBaseline(
  entries: readonly BaselineEntry[],
  report: Report,
  { only, reason, expires, describe }: UpdateOptions,
): Update {
  const confirmed = report.findings.filter(({ status }) => status === 'confirmed')
  const matches = matchFindings(confirmed, entries)
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const meant = confirmed.filter(({ id }) => only.length === 0 || only.includes(id))
  const written = meant.map((finding) => {
    const before = matches.get(finding)
    const isMeant = before === undefined || only.length > 0
    const entry: BaselineEntry = {
      ...{ key: finding.key, kind: finding.kind },
      ...describe(finding, tests),
      state: finding.state?.[0]?.path,
      seenIn: seenIn(finding, report),
      victims: [...stillThere(before?.victims ?? [], report), ...finding.victims],
      reason: (isMeant ? reason : undefined) ?? before?.reason,
      expires: (isMeant ? expires : undefined) ?? before?.expires,
    }
    return { entry, before }
  })
  const replaced = new Set(written.flatMap(({ before }) => before ?? []))
  const keys = new Set(written.map(({ entry }) => entry.key))
  return {
    entries: [
      ...entries.filter((entry) => !replaced.has(entry) && !keys.has(entry.key)),
      ...written.map(({ entry }) => entry),
    ],
    added: written.filter(({ before }) => !before).map(({ entry }) => entry),
    kept: written.filter(({ before }) => before).map(({ entry }) => entry),
  }
}

/** Victims of other orders and seeds stay, as long as there are such tests. */
function stillThere(victims: readonly string[], report: Report): readonly string[] {
  const { runnerArgs } = report.config
  const isWhole =
    partOf(report) === undefined &&
    report.environment.shard === undefined &&
    !(Array.isArray(runnerArgs) && runnerArgs.length > 0)
  const tests = new Set(report.tests.map(({ id }) => id))
  return isWhole ? victims.filter((id) => tests.has(id)) : victims
}

/** The first order of the plan that shows it, by a name that means the same in another run. */
function seenIn({ kind, victims }: Finding, { tests, seed }: Report): string | undefined {
  if (kind === 'brittle' || kind === 'masked') return 'alone'
  const ids = new Set(victims)
  const failing = tests.filter(({ id }) => ids.has(id))
  if (failing.some(({ manifest }) => manifest)) return 'together'
  const orders = failing.flatMap(failedIn)
  const rank = (order: string): number => PLANNED.findIndex((name) => order.startsWith(name))
  const [first] = orders.filter((order) => rank(order) >= 0).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)) // prettier-ignore
  return first === undefined ? undefined : orderName(first, seed)
}

const PLANNED = ['reverse', 'after', 'twice', 'pairs:', 'shuffle']

function failedIn({ orders }: TestReport): string[] {
  return orders.filter(({ outcome }) => isFailure(outcome)).map(({ order }) => order)
}

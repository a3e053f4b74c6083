import { expect } from 'vitest'
import type { Kind, Report, TestReport } from '../../model/report-document.js'
import { expectCause, type ExpectedCause } from './expect-cause.js'
import { expectReports } from './expect-reports.js'
import { reportSchema } from './report-schema.js'
import { checkSuite } from '../drive/run-leakcheck.js'

/** What a fixture's `expected.json` holds: see fixtures/README.md. */
export interface Expected {
  readonly args: readonly string[]
  /** The majors of the runner to which it applies; all, if left out. */
  readonly on?: readonly string[]
  /** A part of a large suite, with its own arguments and counts, for every major but the usual one. */
  readonly elsewhere?: Pick<Expected, 'args' | 'counts'>
  /** Set in the environment of leakcheck; null takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | null>>
  readonly exitCode: number
  readonly counts: Partial<Record<Kind | 'tests' | 'manifest', number>>
  /** Every test that is not clean; left out for suites that only count. */
  readonly tests?: Readonly<Record<string, Kind>>
  readonly manifest?: readonly string[]
  readonly findings: readonly ExpectedFinding[]
  /** What is ordered on purpose, as the suite's own leakcheck config says. */
  readonly silenced?: readonly { readonly by: string; readonly victims: readonly string[] }[]
  /** What the suite's own retries made of each test that failed at first; may be left out. */
  readonly retried?: Readonly<Record<string, TestReport['retried']>>
  /** All ids in own order, where exactness is the point. */
  readonly ids?: readonly string[]
  /** What the report says was left out, where it is the point. */
  readonly notCovered?: readonly string[]
}

export interface ExpectedFinding {
  readonly kind: string
  readonly status: string
  /** The describe or class whose tests need their earlier siblings; left out: it is not about that. */
  readonly scenario?: string
  readonly victims: readonly string[] | number
  readonly manifest?: number
  /** `Skipped`: its victims are skipped where others fail; left out: whatever it is. */
  readonly failureType?: string
  /** A part of the message of every victim; left out where one cause makes them fail in different ways. */
  readonly failure?: string
  readonly failureAlone?: string
  readonly cause?: ExpectedCause
  /** What outlives the process and carries the difference: paths of state; `[]`: it does, and nothing is named. */
  readonly outside?: readonly string[]
  /** The report names one of these or more, and nobody else. */
  readonly cleaners?: readonly string[]
}

/**
 * Runs leakcheck on a suite and compares its report with the ground truth.
 *
 * @param node the Node that runs it
 */
export async function expectReport(
  suite: string,
  expected: Expected,
  node?: string,
): Promise<Report> {
  const env = Object.entries(expected.env ?? {}).map(([name, value]) => [name, value ?? undefined])
  const { exitCode, report } = await checkSuite(
    suite,
    expected.args,
    node,
    Object.fromEntries(env) as Record<string, string | undefined>,
  )
  expectTruth(report, exitCode, expected)
  await expectReports(report)
  return report
}

/** Compares a report with the ground truth. */
export function expectTruth(
  report: Report,
  exitCode: number | undefined,
  expected: Expected,
): void {
  expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
  const unclean = report.tests.filter(({ kind }) => kind !== 'clean')
  if (expected.tests)
    expect(Object.fromEntries(unclean.map(({ id, kind }) => [id, kind]))).toEqual(expected.tests)
  if (expected.manifest) {
    const manifest = report.tests.filter((each) => each.manifest === true).map(({ id }) => id)
    expect(manifest.sort()).toEqual([...expected.manifest].sort())
  }
  const counts = Object.fromEntries(Object.entries(report.counts).filter(([, count]) => count > 0))
  expect(counts).toEqual(
    Object.fromEntries(Object.entries(expected.counts).filter(([, count]) => count > 0)),
  )
  if (expected.ids) expect(report.tests.map(({ id }) => id)).toEqual(expected.ids)
  if (expected.notCovered)
    expect(report.notCovered.map(({ what }) => what)).toEqual(expected.notCovered)
  expectFindings(report, expected)
  const retried = report.tests.flatMap(({ id, retried }) => (retried ? [[id, retried]] : []))
  if (expected.retried) expect(Object.fromEntries(retried)).toEqual(expected.retried)
  const silenced = (report.silenced ?? []).map(({ by, victims }) => ({ by, victims }))
  expect(silenced).toEqual(expected.silenced ?? [])
  expect(report.exitCode).toBe(expected.exitCode)
  expect(exitCode).toBe(expected.exitCode)
}

function expectFindings(report: Report, { args, findings }: Expected): void {
  expect(report.findings).toHaveLength(findings.length)
  for (const wanted of findings) {
    const found = report.findings.find(
      ({ kind, victims, failure, failureAlone }) =>
        kind === wanted.kind &&
        sameVictims(victims, wanted.victims) &&
        (wanted.failureType === undefined || failure.type === wanted.failureType) &&
        failure.message.includes(wanted.failure ?? '') &&
        (wanted.failureAlone === undefined ||
          failureAlone?.message.includes(wanted.failureAlone) === true),
    )
    const about = `a finding like ${JSON.stringify(wanted)} in ${JSON.stringify(report.findings, null, 1)}`
    expect(found, about).toMatchObject({ status: wanted.status })
    expect(found?.scenario, about).toBe(wanted.scenario)
    if (wanted.cause) expectCause(found?.cause, wanted.cause, args.includes('--all-polluters'))
    expect(found?.cause?.outside ?? false, about).toBe(wanted.outside !== undefined)
    expect(found?.state?.map(({ path }) => path) ?? [], about).toEqual(wanted.outside ?? [])
    if (wanted.cleaners) {
      expect(found?.cleaners, about).not.toHaveLength(0)
      expect(wanted.cleaners, about).toEqual(expect.arrayContaining(found?.cleaners ?? ['none']))
    }
  }
}

function sameVictims(actual: readonly string[], expected: readonly string[] | number): boolean {
  if (typeof expected === 'number') return actual.length === expected
  return JSON.stringify([...actual].sort()) === JSON.stringify([...expected].sort())
}

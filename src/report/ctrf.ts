import type { Finding, Report, TestReport } from '../model/report-document.js'
import { causeLines } from './cause.js'
import { countsOf, reasonsOf } from './evidence.js'
import { headline } from './headline.js'
import { inert } from './inert.js'
import { jsonText } from './json-text.js'
import { repositoryPath } from './repository-path.js'
import type { Reporter } from './reporter.js'

const STATUSES = ['passed', 'failed', 'skipped', 'pending', 'other'] as const
const LONGEST_NAME = 1_000
type Status = (typeof STATUSES)[number]

/** Common Test Report Format: a test a test; only what a confirmed finding names has failed. */
export const ctrf: Reporter = (report, { pathInRepository }) => {
  const findings = new Map(report.findings.map((finding) => [finding.id, finding]))
  const byId = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  const tests = [
    ...report.tests.map((test) => ({
      ...testEntry(test, findings, byId),
      filePath: repositoryPath(report, test, pathInRepository),
    })),
    // What kept leakcheck from its job must not look like a pass.
    ...(report.exitCode === 2 ? report.errors.map(errorEntry) : []),
  ]
  const start = Date.parse(report.startedAt)
  const document = {
    reportFormat: 'CTRF',
    specVersion: '0.0.0',
    timestamp: report.startedAt,
    generatedBy: `leakcheck ${report.tool.version}`,
    results: {
      tool: { name: 'leakcheck', version: report.tool.version },
      summary: {
        tests: tests.length,
        ...(Object.fromEntries(
          STATUSES.map((status) => [status, tests.filter((each) => each.status === status).length]),
        ) as Record<Status, number>),
        flaky: report.counts.flaky,
        start,
        stop: start + Math.round(report.cost.wallMs),
      },
      tests,
      environment: environmentOf(report),
      extra: {
        exitCode: report.exitCode,
        complete: report.complete,
        seed: report.seed,
        counts: report.counts,
        findings: report.findings.map(({ id, key, kind, status, replay, cause }) => {
          return { id, key, kind, status, replay, ...(cause ? { cause: cause.kind } : {}) }
        }),
      },
    },
  }
  return jsonText(document)
}

function testEntry(
  test: TestReport,
  findings: ReadonlyMap<string, Finding>,
  byId: ReadonlyMap<string, TestReport>,
) {
  const { id, kind, titlePath, file, line, note } = test
  const finding = test.findings
    .map((each) => findings.get(each))
    .find((found) => found?.status === 'confirmed')
  const name = titlePath.join(' > ')
  return {
    testId: id,
    name: inert(name === '' ? id : name, LONGEST_NAME),
    suite: [file, ...titlePath.slice(0, -1)].map((each) => inert(each, LONGEST_NAME)),
    status: finding ? ('failed' as const) : statusOf(test),
    rawStatus: kind,
    // The report holds how often a test ended how, not how long it took.
    duration: 0,
    ...(line === undefined ? {} : { line }),
    ...(kind === 'flaky' ? { flaky: true } : {}),
    ...(finding
      ? { message: messageOf(finding, byId), trace: finding.failure.message }
      : note === undefined
        ? {}
        : { message: note }),
    extra: {
      kind,
      findings: test.findings,
      ...(test.manifest === undefined ? {} : { manifest: test.manifest }),
      ...(test.retried === undefined ? {} : { retried: test.retried }),
      project: test.project,
    },
  }
}

/** Of tests that no confirmed finding names. */
function statusOf({ kind }: TestReport): Status {
  switch (kind) {
    case 'clean':
    case 'flaky':
      return 'passed'
    case 'skipped':
      return 'skipped'
    case 'not-compared':
      return 'pending'
    case 'victim':
    case 'brittle':
    case 'masked':
    case 'self-polluting':
    case 'broken':
    case 'undecided':
      return 'other'
  }
}

function messageOf(finding: Finding, byId: ReadonlyMap<string, TestReport>): string {
  return [
    `${finding.id}: ${headline(finding, byId)}`,
    [countsOf(finding), ...reasonsOf(finding)].filter((part) => part !== '').join(' · '),
    ...causeLines(finding),
    `replay: ${finding.replay}`,
  ].join('\n')
}

function errorEntry({ code, message, hint }: Report['errors'][number]) {
  return {
    name: `leakcheck: ${code}`,
    suite: ['leakcheck'],
    status: 'failed' as const,
    duration: 0,
    message: hint === undefined ? message : `${message}\nhint: ${hint}`,
  }
}

function environmentOf({ environment: { os, node, commit, shard } }: Report): object {
  return {
    osPlatform: os,
    ...(commit === undefined ? {} : { commit }),
    ...(shard ? { shardId: `${shard.index}/${shard.count}` } : {}),
    extra: { node },
  }
}

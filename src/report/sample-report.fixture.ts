import { KINDS, type Finding, type Report, type TestReport } from '../model/report-document.js'

/** For tests: a test of the report with nothing special about it. */
export function sampleTest(title: string, changes: Partial<TestReport> = {}): TestReport {
  const file = changes.file ?? 'test/api.test.ts'
  return {
    id: `${file} > ${title}`,
    project: 'root',
    file,
    titlePath: [title],
    ordinal: 0,
    kind: 'clean',
    findings: [],
    together: { passed: 1 },
    alone: { passed: 1 },
    orders: [{ order: 'reverse', outcome: 'passed' }],
    ...changes,
  }
}

/** For tests: a confirmed finding about these victims. */
export function sampleFinding(
  victims: readonly TestReport[],
  changes: Partial<Finding> = {},
): Finding {
  const message = '429 Too Many Requests'
  return {
    id: 'L1',
    key: 'k1',
    status: 'confirmed',
    kind: 'victim',
    victims: victims.map(({ id }) => id),
    failure: { type: 'AssertionError', message, normalized: message },
    evidence: [
      { what: 'alone', order: 'orders/L1-alone.txt', failed: 0, total: 4 },
      { what: 'together', order: 'orders/L1.txt', failed: 5, total: 5 },
    ],
    replay: 'npx leakcheck replay L1',
    runs: 9,
    ...changes,
  }
}

/** For tests: a whole report about these tests and findings, its counts as they come out. */
export function sampleReport(
  tests: TestReport[],
  findings: Finding[] = [],
  changes: Partial<Report> = {},
): Report {
  const count = (kind: string) => tests.filter((test) => test.kind === kind).length
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, count(kind)]))
  return {
    schemaVersion: 1,
    tool: { name: 'leakcheck', version: '0.1.0' },
    command: ['run'],
    startedAt: '2026-01-02T03:04:05.000Z',
    seed: 1,
    environment: { os: 'linux', node: '22.12.0', ci: false },
    config: { jobs: 4 },
    complete: true,
    exitCode: findings.length > 0 ? 1 : 0,
    projects: [{ name: 'root', root: '.', runner: { name: 'vitest', version: '4.1.12' } }],
    counts: {
      tests: tests.length,
      manifest: tests.filter(({ manifest }) => manifest).length,
      ...kinds,
    } as Report['counts'],
    cost: { runs: 1904, processes: 1904, wallMs: 52_000, cpuMs: 90_000 },
    tests,
    findings,
    notCovered: [],
    errors: [],
    ...changes,
  }
}

import type { Report } from '../../model/report-document.js'
import { sampleFinding, sampleReport, sampleTest } from '../../report/sample-report.fixture.js'

/** A report in which every field that there is has a value: what is not there cannot be mutated. */
export function everyField(): Report {
  const victim = sampleTest('pays', {
    ...{ line: 7, kind: 'victim', manifest: true, findings: ['L1', 'L2'], note: 'it depends' },
    retried: { outcome: 'passed', attempts: 2 },
  })
  const polluter = sampleTest('shops', { ordinal: 1 })
  const flaky = sampleTest('waits', { kind: 'flaky', note: 'failed 1 of 3 times' })
  const skipped = sampleTest('sleeps', { kind: 'skipped', note: 'skip' })
  const failure = { type: 'Error', message: 'no\nluck', normalized: 'no luck', frame: 'a.ts:3' }
  const order = 'findings/L1/with.txt'
  const added = sampleFinding([victim, polluter], {
    ...{ failure, failureAlone: failure, otherFailures: [failure], expiresMs: 60_000 },
    evidence: [
      { what: 'alone', order: 'findings/L1/alone.txt', failed: 0, total: 3 },
      { what: 'together', order: 'orders/together.txt', failed: 3, total: 3, victims: [victim.id] },
      { what: 'after 2 of them', order, failed: 3, total: 3, proof: 'present' },
    ],
    cause: {
      ...{ kind: 'accumulation', outside: true, threshold: 2, tippingTest: polluter.id },
      contributors: [victim.id, polluter.id],
      dose: [{ count: 1, failed: 0, total: 3 }],
    },
    cleaners: [flaky.id],
    state: [
      {
        ...{ path: 'app.cache', before: '{}', after: '{1}', writtenBy: [polluter.id] },
        ...{ declaredAt: 'src/app.ts:3', restored: { failed: 0, total: 3 } },
        planted: { failed: 3, total: 3 },
      },
    ],
    runnerCommand: 'npx vitest run a.test.ts',
    cost: { search: 3, confirmation: 4, proof: 5 },
    baseline: {
      status: 'expired',
      key: 'k1',
      newVictims: [victim.id],
      reason: 'later',
      expires: '2026-01-01',
    },
  })
  const others = (
    [
      { kind: 'polluter', tests: [polluter.id], alternatives: [flaky.id] },
      { kind: 'co-polluters', tests: [polluter.id, flaky.id] },
      { kind: 'load-time', files: ['a.test.ts'] },
      { kind: 'state-setter', tests: [], files: ['a.test.ts'], alternatives: [] },
      { kind: 'self' },
    ] as const
  ).map((cause, index) =>
    sampleFinding([victim], {
      ...{ id: `L${String(index + 2)}`, scenario: 'test/api.test.ts > cart' },
      cause: structuredClone(cause) as NonNullable<Report['findings'][number]['cause']>,
      undecided: {
        ...{ ruledOut: ['a polluter'], next: 'npx leakcheck bisect x' },
        smallest: { tests: 3, replay: 'npx leakcheck replay y' },
      },
    }),
  )
  const stale = {
    ...{
      key: 'k9',
      kind: 'victim' as const,
      what: 'fails',
      victims: ['gone'],
      reason: 'r',
      why: 'w',
    },
  }
  return sampleReport([victim, polluter, flaky, skipped], [added, ...others], {
    ...{ exitCode: 2, complete: false, command: ['run', '--jobs', '2'] },
    environment: {
      ...{ os: 'linux x64', node: '22.12.0', ci: true, commit: 'a1b2c3' },
      shard: { index: 1, count: 3 },
    },
    config: { jobs: 4, failOn: 'new', dryRun: false },
    silenced: [{ by: 'a.test.ts', victims: [victim.id], needed: [polluter.id], failure }],
    notCovered: [{ what: 'project browser', why: 'browser mode' }],
    errors: [{ code: 'no-runner', message: 'no\nrunner', hint: 'install one', file: 'a.ts' }],
    outside: { copies: true, left: [{ path: 'out/made.txt', change: 'created' }] },
    resumed: { runs: 3, startedAt: '2026-01-01T00:00:00.000Z' },
    reused: { tests: 3, since: '2026-01-01T00:00:00.000Z' },
    pairs: { seen: 5, all: 6 },
    baseline: { file: 'known.json', entries: 2, fixed: [stale], notCompared: [stale], prune: 'x' },
  })
}

import { expect, test } from 'vitest'
import type { Kind } from '../model/report-document.js'
import { KINDS } from '../model/report-document.js'
import { ctrf } from './ctrf.js'
import { ctrfFaults } from './official-schemas.fixture.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'

const options = { paint: plainPaint, pathInRepository: 'packages/api' }

interface Document {
  results: {
    summary: Record<string, number>
    tests: { name: string; status: string; rawStatus?: string; flaky?: boolean }[]
  }
}

/** Every document is checked against the schema, too. */
function resultsOf(...sample: Parameters<typeof sampleReport>): Document['results'] {
  const text = ctrf(sampleReport(...sample), options)
  expect(ctrfFaults(text)).toEqual([])
  return (JSON.parse(text) as Document).results
}

test('a victim is failed, with finding and replay command, and a clean test is passed', () => {
  const victim = sampleTest('leaks', {
    kind: 'victim',
    manifest: true,
    findings: ['L1'],
    titlePath: ['api', 'leaks'],
    line: 7,
  })
  const { tests } = resultsOf([victim, sampleTest('fine')], [sampleFinding([victim])])
  expect(tests).toMatchInlineSnapshot(`
    [
      {
        "duration": 0,
        "extra": {
          "findings": [
            "L1",
          ],
          "kind": "victim",
          "manifest": true,
          "project": "root",
        },
        "filePath": "packages/api/test/api.test.ts",
        "line": 7,
        "message": "L1: 1 test fails in your suite's order
    alone 0/4 failed · together 5/5 failed · same error: 429 Too Many Requests
    replay: npx leakcheck replay L1",
        "name": "api > leaks",
        "rawStatus": "victim",
        "status": "failed",
        "suite": [
          "test/api.test.ts",
          "api",
        ],
        "testId": "test/api.test.ts > leaks",
        "trace": "429 Too Many Requests",
      },
      {
        "duration": 0,
        "extra": {
          "findings": [],
          "kind": "clean",
          "project": "root",
        },
        "filePath": "packages/api/test/api.test.ts",
        "name": "fine",
        "rawStatus": "clean",
        "status": "passed",
        "suite": [
          "test/api.test.ts",
        ],
        "testId": "test/api.test.ts > fine",
      },
    ]
  `)
})

test('the schema check refuses a status that CTRF does not know', () => {
  const text = ctrf(sampleReport([sampleTest('a')]), options)
  expect(ctrfFaults(text.replace('"status": "passed"', '"status": "clean"'))).not.toEqual([])
})

test('every kind is mapped to a CTRF status, and the counts of the statuses add up', () => {
  const tests = KINDS.map((kind) => sampleTest(kind, { kind }))
  const results = resultsOf(tests)
  const byKind = Object.fromEntries(
    results.tests.map(({ rawStatus, status }) => [rawStatus as Kind, status]),
  )
  expect(byKind).toEqual({
    ...{ victim: 'other', brittle: 'other', masked: 'other', 'self-polluting': 'other' },
    ...{ flaky: 'passed', broken: 'other', undecided: 'other', 'not-compared': 'pending' },
    ...{ skipped: 'skipped', clean: 'passed' },
  })
  const { passed, failed, skipped, pending, other, tests: all, flaky } = results.summary
  expect([passed, failed, skipped, pending, other, all, flaky]).toEqual([2, 0, 1, 1, 6, 10, 1])
  expect(results.tests.filter((each) => each.flaky).map(({ name }) => name)).toEqual(['flaky'])
})

test("a test of a finding that is not confirmed is not failed, but 'other'", () => {
  const tests = [sampleTest('maybe', { kind: 'undecided', findings: ['L1'] })]
  const { summary } = resultsOf(tests, [sampleFinding(tests, { status: 'undecided' })])
  expect(summary).toMatchObject({ failed: 0, other: 1 })
})

test('an error that kept leakcheck from its job is a failed test, not an empty success', () => {
  const errors = [{ code: 'no-runner', message: 'no runner found', hint: 'install one' }]
  const { summary, tests } = resultsOf([], [], { exitCode: 2, errors })
  expect(summary).toMatchObject({ tests: 1, failed: 1 })
  expect(tests[0]?.name).toBe('leakcheck: no-runner')
})

test('a file that fails to import, and a test with an empty title, are named by their id', () => {
  const file = sampleTest('', { titlePath: [], kind: 'broken' })
  const { tests } = resultsOf([file, sampleTest('', { titlePath: [''] })])
  expect(tests.map(({ name }) => name)).toEqual(['test/api.test.ts > ', 'test/api.test.ts > '])
})

import { expect, test } from 'vitest'
import type { Cause } from '../../model/report-document.js'
import { sarifFaults } from '../official-schemas.fixture.js'
import { plainPaint } from '../paint.js'
import { sampleFinding, sampleReport, sampleTest } from '../sample-report.fixture.js'
import { sarif } from './sarif.js'

const options = { paint: plainPaint, pathInRepository: 'packages/my api' }
const polluter = sampleTest('logs in', { file: 'test/a.test.ts', line: 3 })
const victims = ['creates', 'deletes'].map((title, index) =>
  sampleTest(title, { kind: 'victim', manifest: true, findings: ['L1'], line: 7 + index }),
)
const cause: Cause = { kind: 'polluter', tests: [polluter.id] }

interface Log {
  runs: {
    automationDetails: { id: string }
    invocations: { executionSuccessful: boolean; toolExecutionNotifications: object[] }[]
    results: { level: string; message: { text: string }; locations: object[] }[]
    tool: { driver: { rules: { id: string }[] } }
  }[]
}

/** Every log is checked against the schema, too. */
function logOf(...sample: Parameters<typeof sampleReport>): Log['runs'][number] {
  const text = sarif(sampleReport(...sample), options)
  expect(sarifFaults(text)).toEqual([])
  return (JSON.parse(text) as Log).runs[0]!
}

test('a finding is located at its first victim, and related to its polluter and the other victims', () => {
  const { results } = logOf([...victims, polluter], [sampleFinding(victims, { cause })])
  expect(results).toMatchInlineSnapshot(`
    [
      {
        "level": "error",
        "locations": [
          {
            "logicalLocations": [
              {
                "fullyQualifiedName": "test/api.test.ts > creates",
              },
            ],
            "physicalLocation": {
              "artifactLocation": {
                "uri": "packages/my%20api/test/api.test.ts",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startLine": 7,
              },
            },
          },
        ],
        "message": {
          "text": "State leak L1: 2 tests fail in your suite's order.
    alone 0/4 failed · together 5/5 failed · same error: 429 Too Many Requests
    cause: after test/a.test.ts > logs in
    replay: npx leakcheck replay L1",
        },
        "partialFingerprints": {
          "leakcheckFinding/v1": "k1",
        },
        "properties": {
          "cause": "polluter",
          "evidence": [
            {
              "failed": 0,
              "total": 4,
              "what": "alone",
            },
            {
              "failed": 5,
              "total": 5,
              "what": "together",
            },
          ],
          "finding": "L1",
          "key": "k1",
          "replay": "npx leakcheck replay L1",
          "status": "confirmed",
          "victims": 2,
        },
        "relatedLocations": [
          {
            "id": 1,
            "logicalLocations": [
              {
                "fullyQualifiedName": "test/a.test.ts > logs in",
              },
            ],
            "message": {
              "text": "to blame: test/a.test.ts > logs in",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "packages/my%20api/test/a.test.ts",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startLine": 3,
              },
            },
          },
          {
            "id": 2,
            "logicalLocations": [
              {
                "fullyQualifiedName": "test/api.test.ts > deletes",
              },
            ],
            "message": {
              "text": "fails too: test/api.test.ts > deletes",
            },
            "physicalLocation": {
              "artifactLocation": {
                "uri": "packages/my%20api/test/api.test.ts",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startLine": 8,
              },
            },
          },
        ],
        "ruleId": "leakcheck/victim",
        "ruleIndex": 0,
      },
    ]
  `)
})

test('the schema check refuses a result without a message', () => {
  const text = sarif(sampleReport(victims, [sampleFinding(victims)]), options)
  expect(sarifFaults(text.replaceAll('"message"', '"said"'))).not.toEqual([])
})

test('a finding that is not confirmed is a warning', () => {
  const { results } = logOf(victims, [sampleFinding(victims, { status: 'undecided' })])
  expect(results.map(({ level }) => level)).toEqual(['warning'])
})

test('there is one rule for each kind of finding, even if nothing was found', () => {
  expect(logOf([]).tool.driver.rules.map(({ id }) => id)).toEqual([
    'leakcheck/victim',
    'leakcheck/brittle',
    'leakcheck/masked',
    'leakcheck/self-polluting',
  ])
})

test('the automation id names package and shard, so that an upload replaces only its own predecessor', () => {
  const environment = { os: 'linux', node: '22.12.0', ci: true, shard: { index: 2, count: 4 } }
  expect(logOf([]).automationDetails.id).toBe('leakcheck/packages/my%20api/')
  expect(logOf([], [], { environment }).automationDetails.id).toBe(
    'leakcheck/shard-2-of-4/packages/my%20api/',
  )
})

test('an error that kept leakcheck from its job is no successful execution', () => {
  const errors = [{ code: 'no-runner', message: 'no runner found', hint: 'install one' }]
  const notCovered = [{ what: 'project browser', why: 'browser mode' }]
  expect(logOf([], [], { exitCode: 2, errors, notCovered }).invocations).toMatchObject([
    {
      executionSuccessful: false,
      exitCode: 2,
      toolExecutionNotifications: [
        { level: 'error', descriptor: { id: 'no-runner' } },
        { level: 'note', descriptor: { id: 'not-covered' } },
      ],
    },
  ])
})

test('the log is valid whatever tests and files are called, and contains no link of theirs', () => {
  const nasty = '[click](http://evil) \ud800 \u0000 <b> {0} %41 #?\\ ](x)'
  const bad = sampleTest(nasty, { kind: 'victim', findings: ['L1'], file: `${nasty}/é.test.ts` })
  const failure = { type: nasty, message: nasty, normalized: nasty }
  const files: Cause = { kind: 'load-time', files: [nasty] }
  const { results } = logOf([bad], [sampleFinding([bad], { failure, cause: files })])
  expect(results[0]?.message.text).not.toContain('](')
  expect(results[0]?.locations[0]).toMatchObject({
    physicalLocation: { artifactLocation: { uri: expect.stringMatching(/^[\w%./-]+$/) as string } },
  })
})

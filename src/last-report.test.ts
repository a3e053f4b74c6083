import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLastReport, readReport } from './last-report.js'
import { sampleFinding, sampleReport, sampleTest } from './report/sample-report.fixture.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leakcheck-report-'))
  mkdirSync(join(folder, '.leakcheck'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (text: string) => writeFileSync(join(folder, '.leakcheck', 'report.json'), text)

test("a report can be named by its file, by its folder, or by the project's folder", () => {
  const report = sampleReport([])
  write(JSON.stringify(report))
  for (const path of ['.', '.leakcheck', '.leakcheck/report.json'])
    expect(readReport(join(folder, path), path)).toEqual(report)
  expect(readLastReport(join(folder, '.leakcheck'))).toEqual(report)
})

test.each([
  ['{ torn', 'x is no JSON: it was cut short, or is something else'],
  ['', 'x is no JSON: it was cut short, or is something else'],
  ['null', 'x is no report of this leakcheck'],
  ['{"schemaVersion": 1}', 'x is no report of this leakcheck'],
  ['{"schemaVersion": 2}', 'x is of schema version 2, and this leakcheck reads 1'],
])('a report that contains %j is refused: %s', (text, message) => {
  write(text)
  expect(() => readReport(folder, 'x')).toThrow(message)
})

const victim = sampleTest('pays', { kind: 'victim', findings: ['L1'] })
const whole = sampleReport([victim], [sampleFinding([victim])])
const [finding] = whole.findings

test.each([
  ['startedAt', { ...whole, startedAt: '../../../x' }, 'startedAt must be a time'],
  [
    'a finding called otherwise',
    { ...whole, findings: [{ ...finding, id: 'L1\u001b[2J' }] },
    'findings[0].id must be L1, L2…, not "L1\\u001b[2J"',
  ],
  [
    'an order file elsewhere',
    {
      ...whole,
      findings: [
        { ...finding, evidence: [{ what: 'x', order: '../../etc/passwd', failed: 1, total: 1 }] },
      ],
    },
    'findings[0].evidence[0].order must be an order file of leakcheck’s',
  ],
  [
    'a test without tallies',
    { ...whole, tests: [{ ...victim, alone: null }] },
    'tests[0].alone must be an object',
  ],
  [
    'a cause that is none',
    { ...whole, findings: [{ ...finding, cause: { kind: 'magic' } }] },
    'findings[0].cause',
  ],
  [
    'a file left outside of the project',
    { ...whole, outside: { copies: true, left: [{ path: '../x', change: 'created' }] } },
    'outside.left[0].path must be a path inside the project',
  ],
  [
    'a time without an end',
    { ...whole, cost: { ...whole.cost, wallMs: 1e300 } },
    'cost.wallMs must be a smaller number',
  ],
] as const)(
  'a report is refused in one line that names the first fault: %s',
  (_, report, message) => {
    write(JSON.stringify(report))
    expect(() => readReport(folder, 'x')).toThrow(message)
  },
)

test('fields that this version does not know stay in the report', () => {
  const later = { ...whole, later: { more: [1] }, tests: [{ ...victim, weight: 3 }] }
  write(JSON.stringify(later))
  expect(readReport(folder, 'x')).toEqual(later)
})

test('a folder or a device in place of the report is refused', () => {
  mkdirSync(join(folder, '.leakcheck/report.json'))
  expect(() => readLastReport(join(folder, '.leakcheck'))).toThrow('it is no file')
  expect(() => readReport('/dev/zero', '/dev/zero')).toThrow('it is no file')
})

test('a report that is nested without end is refused before anything walks through it', () => {
  const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  write(JSON.stringify({ ...whole, config: 'deep' }).replace('"deep"', deep))
  expect(() => readReport(folder, 'x')).toThrow('it is nested too deeply')
})

test('a report that does not exist is an error with the path as it was given', () => {
  expect(() => readReport(join(folder, 'a'), 'a')).toThrow('nothing at a')
  expect(() => readReport(folder, 'b')).toThrow('no report.json in b')
  expect(() => readLastReport(folder)).toThrow('there is no report of an earlier run here')
})

import { expect, test } from 'vitest'
import { doctorChecks } from './doctor-checks.js'
import type { RunRecord } from './model/run.js'
import type { Suite, TestCase } from './model/suite.js'

const testCase = (id: string, titlePath: readonly string[]): TestCase => ({
  id,
  project: 'root',
  file: id,
  titlePath,
  ordinal: 0,
  domain: 'root',
  position: [],
  mode: 'run',
  concurrent: false,
})
const suite = (...tests: TestCase[]): Suite => ({ projects: [], tests, notCovered: [] })
const fine = suite(testCase('a', ['t']))

const record = (changes: Partial<RunRecord> = {}): RunRecord => ({
  run: 'r1',
  request: { purpose: 'doctor', project: 'root', order: ['a'], host: 'warm' },
  end: { kind: 'completed' },
  results: [],
  stray: [],
  wallMs: 1,
  cpuMs: 1,
  processes: 1,
  ...changes,
})
const failing = (of: Suite, ...records: RunRecord[]) =>
  doctorChecks(of, records).filter(({ ok }) => !ok)

test('no check fails in a healthy suite, or if only some files cannot be imported', () => {
  expect(failing(fine, record(), record())).toEqual([])
  expect(failing(suite(testCase('a', ['t']), testCase('b', [])), record())).toEqual([])
})

test('a file that cannot be imported is named with its error, whether or not others can', () => {
  const fault = { type: 'Error', message: 'no database\n  at x' }
  const broken = { ...suite(testCase('b', [])), faults: new Map([['b', fault]]) }
  const said = '1 file cannot be imported, such as b: Error: no database'
  expect(doctorChecks(broken, [record()])[0]).toMatchObject({ ok: false, detail: said })
  const some = { ...suite(testCase('a', ['t']), testCase('b', [])), faults: broken.faults }
  expect(doctorChecks(some, [record()])[0]).toMatchObject({ ok: true, warning: said })
})

test.each([
  ['no file can be imported', suite(testCase('b', [])), record(), /such as b/],
  ['another order ran', fine, record({ end: { kind: 'void', why: 'b ran first' } }), /b ran first/],
  ['a run used two processes', fine, record({ processes: 2 }), /2 processes/],
  [
    'a run hangs',
    fine,
    record({ end: { kind: 'timed-out', afterMs: 1 } }),
    /timed-out while running a/,
  ],
])('%s: one check fails, with its cause and what to do', (_, of, bad, cause) => {
  const checks = failing(of, record(), bad)
  expect(checks).toHaveLength(1)
  expect(checks[0]?.detail).toMatch(cause)
  expect(checks[0]?.next).not.toBe('')
})

test("if every test is skipped, the check 'has tests to run' fails", () => {
  expect(failing(fine).map(({ name }) => name)).toEqual(['has tests to run'])
})

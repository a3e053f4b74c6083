import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readLastReport, readReport } from './last-report.js'
import { sampleReport } from './report/sample-report.fixture.js'

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

test('a report that does not exist is an error with the path as it was given', () => {
  expect(() => readReport(join(folder, 'a'), 'a')).toThrow('nothing at a')
  expect(() => readReport(folder, 'b')).toThrow('no report.json in b')
  expect(() => readLastReport(folder)).toThrow('there is no report of an earlier run here')
})

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placeReport } from './report-place.js'

let cwd: string
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'lc-test-')))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const place = (path: string, outputDir = '.leakcheck') =>
  placeReport(join(cwd, path), { outputDir: join(cwd, outputDir), cwd })

test('a file in leakcheck’s folder that is not there yet makes it and marks it', () => {
  expect(place('.leakcheck/junit/all.xml')).toBe(join(cwd, '.leakcheck/junit/all.xml'))
  expect(existsSync(join(cwd, '.leakcheck/made-by-leakcheck.txt'))).toBe(true)
  expect(existsSync(join(cwd, '.leakcheck/junit'))).toBe(true)
})

test('a file elsewhere gets its folders, and no mark', () => {
  expect(place('out/reports/all.xml')).toBe(join(cwd, 'out/reports/all.xml'))
  expect(existsSync(join(cwd, 'out/reports'))).toBe(true)
  expect(existsSync(join(cwd, '.leakcheck'))).toBe(false)
})

test('nothing is placed in a folder of somebody else that is to be leakcheck’s, nor through a link in it', () => {
  mkdirSync(join(cwd, 'docs'))
  writeFileSync(join(cwd, 'docs/index.md'), '')
  expect(() => place('docs/report.html', 'docs')).toThrow(/did not make it/)
  place('.leakcheck/report.html')
  symlinkSync(join(cwd, 'docs/index.md'), join(cwd, '.leakcheck/report.html'))
  expect(() => place('.leakcheck/report.html')).toThrow(/did not make/)
  rmSync(join(cwd, '.leakcheck/report.html'))
  symlinkSync(join(cwd, 'docs'), join(cwd, '.leakcheck/junit'))
  expect(() => place('.leakcheck/junit/all.xml')).toThrow(/did not make/)
})

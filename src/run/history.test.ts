import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toForget } from './history.js'

let history: string
beforeEach(() => {
  history = mkdtempSync(join(tmpdir(), 'lc-history-'))
})
afterEach(() => rmSync(history, { recursive: true, force: true }))

const WHOLE = { complete: true, command: ['run'], config: { paths: [], tests: [] } }
const PART = { ...WHOLE, config: { paths: ['tests/x'], tests: [] } }
const nameOf = (day: number) => `2026-01-0${String(day)}T00-00-00.000Z`

/** Runs of as many days, each as its report says; a text is all that is in that report. */
function kept(reports: readonly (object | string)[]): readonly number[] {
  reports.forEach((report, index) => {
    const folder = join(history, nameOf(index + 1))
    mkdirSync(folder)
    const text = typeof report === 'string' ? report : JSON.stringify(report)
    writeFileSync(join(folder, 'report.json'), text)
  })
  const forgotten = new Set(toForget(history))
  return reports.flatMap((_, index) => (forgotten.has(nameOf(index + 1)) ? [] : [index + 1]))
}

test('the last five are kept; of whole runs there is one among them, and no older one is', () => {
  expect(kept([WHOLE, WHOLE, WHOLE, PART, PART, PART, PART])).toEqual([3, 4, 5, 6, 7])
})

test('runs of parts do not drive out the last whole one', () => {
  expect(kept([WHOLE, WHOLE, PART, PART, PART, PART, PART, PART])).toEqual([2, 4, 5, 6, 7, 8])
})

test.each([
  ['one that was cut', { ...WHOLE, complete: false }],
  ['one of named tests', { ...WHOLE, config: { paths: [], tests: ['a'] } }],
  ['one of what has changed', { ...WHOLE, config: { ...WHOLE.config, changed: 'main' } }],
  ['one of what had failed', { ...WHOLE, config: { ...WHOLE.config, lastFailed: true } }],
  ['a plan', { ...WHOLE, config: { ...WHOLE.config, dryRun: true } }],
  ['what the runner was told to run', { ...WHOLE, command: ['run', '--', '-k', 'cart'] }],
  ['a bisect of an earlier version', { ...WHOLE, command: ['-C', 'x', 'bisect', 'a'] }],
  ['no report', '{ torn'],
  ['something else', 'null'],
])('no whole run: %s', (_, report) => {
  expect(kept([report, PART, PART, PART, PART, PART])).toEqual([2, 3, 4, 5, 6])
})

test('a link to a report is not read', () => {
  writeFileSync(join(history, 'whole.json'), JSON.stringify(WHOLE))
  const reports = Array.from({ length: 6 }, () => PART)
  kept(reports)
  rmSync(join(history, nameOf(1), 'report.json'))
  symlinkSync(join(history, 'whole.json'), join(history, nameOf(1), 'report.json'))
  expect(toForget(history)).toEqual([nameOf(1)])
})

import { RootCommand } from '@bomb.sh/tab'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { configSchema } from '../../config/schema.js'
import { sampleFinding, sampleReport, sampleTest } from '../../report/sample-report.fixture.js'
import { createProgram } from '../program.js'
import { describe as describeTo } from './describe.js'
import { completionValues, FLAG_VALUES } from './values.js'

let outputDir: string
beforeEach(() => {
  outputDir = mkdtempSync(join(tmpdir(), 'leakcheck-complete-'))
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(outputDir, { recursive: true })
})

/** What is offered for these words, the last of which is being typed. */
function offered(...words: string[]): string[] {
  const log = vi.spyOn(console, 'log').mockReturnValue()
  const root = new RootCommand()
  describeTo(
    root,
    createProgram(() => Promise.resolve()),
    completionValues(outputDir),
  )
  root.parse(words)
  const lines = log.mock.calls.map(([line]) => String(line).split('\t')[0] ?? '')
  log.mockRestore()
  return lines.filter((line) => !/^:\d+$/.test(line))
}

test('commands are completed, and flags only for a command that has them', () => {
  expect(offered('')).toEqual(
    expect.arrayContaining(['run', 'bisect', 'why', 'list', 'replay', 'doctor', 'init']),
  )
  expect(offered('re')).toEqual(['replay', 'report'])
  expect(offered('run', '--is')).toEqual(['--isolate'])
  expect(offered('why', '--is')).toEqual([])
})

test('values of flags and names of subcommands are completed', () => {
  expect(offered('run', '--isolate', '')).toEqual(['all', 'suspects', 'sample:'])
  expect(offered('run', '--reporter', 'j')).toEqual(['json', 'junit'])
  expect(offered('baseline', '')).toEqual(['update', 'check', 'prune'])
})

test('every value that is offered for a flag is valid in the config', () => {
  const takes = (value: object) => configSchema.safeParse(value).success
  for (const runner of FLAG_VALUES.runner) expect(takes({ runner }), runner).toBe(true)
  for (const name of FLAG_VALUES.reporter) expect(takes({ reporters: [name] }), name).toBe(true)
  for (const failOn of FLAG_VALUES['fail-on']) expect(takes({ failOn }), failOn).toBe(true)
  for (const isolate of FLAG_VALUES.isolate)
    expect(takes({ isolate: isolate.replace(/:$/, ':1') }), isolate).toBe(true)
  expect(takes({ runner: 'no' }) || takes({ isolate: 'no' })).toBe(false)
})

test('findings and tests of the last run are offered, failing tests first, none that needs quoting in a shell', () => {
  const ids = ['tests/test_a.py::test_b', 'tests/a.test.ts > $(touch x)', 'tests/test_a.py::test_v']
  const tests = ids.map((id) => ({ ...sampleTest('x'), id }))
  const report = sampleReport(tests, [sampleFinding(tests.slice(2))])
  writeFileSync(join(outputDir, 'report.json'), JSON.stringify(report))
  expect(offered('why', '')).toEqual([ids[2], ids[0]])
  expect(offered('bisect', 'tests/test_a.py::test_v')).toEqual([ids[2]])
  expect(offered('replay', '')).toEqual(['L1'])
  mkdirSync(join(outputDir, 'bisect'))
  writeFileSync(join(outputDir, 'bisect/report.json'), JSON.stringify(report))
  expect(offered('replay', '')).toEqual(['L1', 'bisect/L1'])
})

test('without a report, or with a torn one, nothing is offered, and there is no error', () => {
  expect(offered('why', '')).toEqual([])
  writeFileSync(join(outputDir, 'report.json'), '{ torn')
  expect(offered('replay', 'L')).toEqual([])
})

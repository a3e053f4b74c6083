import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { resolveConfig } from './config/resolve.js'
import type { ConfigValues } from './config/schema.js'
import { keepLastVerdicts, readLastVerdicts } from './last-verdicts.js'
import { suiteOf } from './model/outline.fixture.js'
import type { Kind } from './model/report-document.js'
import { sampleReport, sampleTest } from './report/sample-report.fixture.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'verdicts-'))
  mkdirSync(join(cwd, '.leakcheck'))
  for (const file of ['a', 'b']) writeFileSync(join(cwd, file), '')
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const machine = { parallelism: 1, githubActions: false }
const configOf = (flags: ConfigValues = {}) => resolveConfig({ cwd, file: {}, flags, machine })
const listFile = () => join(cwd, '.leakcheck/last-verdicts.json')

/** A run of these tests (`a > 1` is in the file a), and what it makes of them. */
function ran(kinds: Readonly<Record<string, Kind>>, flags: ConfigValues = {}, also: string[] = []) {
  const tests = suiteOf([...Object.keys(kinds), ...also])
  const project = {
    name: tests[0]?.project ?? 'app',
    runnerProject: '',
    root: cwd,
    runner: { name: 'vitest', version: '4.1.12' },
    domain: 'project',
    sharedSetup: false,
  } as const
  const report = sampleReport(
    tests.flatMap(({ id, file, project: of }) => {
      const kind = kinds[id]
      return kind === undefined ? [] : [sampleTest(id, { id, file, project: of, kind })]
    }),
    [],
  )
  const projects = [{ name: project.name, root: '.', runner: project.runner }]
  const suite = { projects: [project], tests, notCovered: [] }
  return keepLastVerdicts({ ...report, projects }, suite, configOf(flags))
}
const failed = () => readLastVerdicts(configOf()).map(({ id }) => id)

test('what was found stays known until the test is compared again', () => {
  ran({ 'a > 1': 'victim', 'a > 2': 'clean', 'b > 3': 'brittle', 'b > 4': 'undecided' })
  expect(failed()).toEqual(['a > 1', 'b > 3', 'b > 4'])
  // As with --changed: one file, and there nothing but a mate.
  ran({ 'a > 1': 'not-compared', 'a > 2': 'clean' }, {}, ['b > 3', 'b > 4'])
  expect(failed()).toEqual(['a > 1', 'b > 3', 'b > 4'])
  ran({ 'b > 3': 'clean', 'b > 4': 'skipped' }, {}, ['a > 1', 'a > 2'])
  expect(failed()).toEqual(['a > 1'])
  ran({ 'a > 1': 'clean' }, {}, ['a > 2'])
  expect(failed()).toEqual([])
})

test('a test that is gone is forgotten, if its file was looked into, or is gone as well', () => {
  ran({ 'a > 1': 'victim', 'a > 2': 'flaky', 'b > 3': 'masked' })
  ran({ 'a > 2': 'not-compared' }, { paths: ['a'] })
  expect(failed()).toEqual(['a > 2', 'b > 3'])
  rmSync(join(cwd, 'b'))
  ran({ 'a > 2': 'not-compared' }, { paths: ['a'] })
  expect(failed()).toEqual(['a > 2'])
})

test('a test that was not asked for is not gone', () => {
  ran({ 'a > 1': 'victim', 'b > 3': 'victim' })
  ran({ 'a > 2': 'clean' }, { tests: ['a > 2'] })
  ran({ 'a > 2': 'clean' }, { runnerArgs: ['-k', '2'] })
  expect(failed()).toEqual(['a > 1', 'b > 3'])
  ran({ 'a > 2': 'clean' }, { paths: ['a'] })
  expect(failed()).toEqual(['b > 3'])
  // Its file is there, and holds no tests any more.
  ran({ 'a > 2': 'clean' })
  expect(failed()).toEqual([])
})

test('without a list, the last report counts; without either, there is nothing to go by', () => {
  expect(() => failed()).toThrow('no report of an earlier run')
  const report = sampleReport([sampleTest('1', { id: 'a > 1', kind: 'victim' })], [])
  writeFileSync(join(cwd, '.leakcheck/report.json'), JSON.stringify(report))
  expect(failed()).toEqual(['a > 1'])
})

test.each([
  '',
  '{',
  '[]',
  '{"schemaVersion":2,"tests":[]}',
  '{"schemaVersion":1,"tests":[{"id":7}]}',
])(
  'a list that holds %j is one line of error, and is begun anew by a run, which says so',
  (text) => {
    writeFileSync(listFile(), text)
    expect(() => failed()).toThrow('is not what leakcheck has written')
    expect(ran({ 'a > 1': 'victim' })).toBe(false)
    expect(failed()).toEqual(['a > 1'])
  },
)

test('a link in its place is neither read nor written to', () => {
  const elsewhere = join(cwd, 'precious.json')
  writeFileSync(elsewhere, '{"schemaVersion":1,"tests":[]}')
  symlinkSync(elsewhere, listFile())
  expect(() => failed()).toThrow('is not what leakcheck has written')
  expect(ran({ 'a > 1': 'victim' })).toBe(false)
  expect(readFileSync(elsewhere, 'utf8')).toBe('{"schemaVersion":1,"tests":[]}')
})

import { expect, test } from 'vitest'
import type { DoctorResult } from '../ports.js'
import { plainPaint } from '../report/paint.js'
import { doctorText } from './doctor-text.js'

const project: DoctorResult['projects'][number] = {
  name: 'shop',
  root: '.',
  runner: { name: 'vitest', version: '4.1.12' },
  config: 'vitest.config.ts',
  why: 'vitest.config.ts in this folder',
  sharedSetup: false,
  isolation: 'file',
  tests: 9,
  files: 4,
  processes: 4,
  mostInOne: 3,
}
const healthy: DoctorResult = {
  projects: [project],
  node: '22.12.0',
  skipped: 1,
  notices: [],
  checks: [
    { name: 'lists the tests', ok: true, detail: 'every file can be imported' },
    { name: 'runs end by themselves', ok: true, detail: 'all did' },
  ],
  costPerRunMs: { warm: 300, cold: 900 },
  plan: {
    tests: 9,
    files: 4,
    lines: [
      { what: 'together', runs: 4, estimateMs: 1_000 },
      { what: 'alone', runs: 9, estimateMs: 3_000 },
    ],
    totalRuns: 13,
    estimateMs: 4_000,
  },
  notCovered: [],
  next: 'npx leakcheck run',
  exitCode: 0,
}
const said = (changes: Partial<DoctorResult> = {}) =>
  doctorText({ ...healthy, ...changes }, plainPaint)

test('a healthy suite: what was found, the checks that passed, the cost of a run and the next command', () => {
  expect(said()).toMatchInlineSnapshot(`
    "found     vitest 4.1.12: vitest.config.ts in this folder
    runtime   Node 22.12.0
    config    vitest.config.ts; leakcheck's: none, defaults
    tests     9 in 4 files, 1 of them marked to be skipped
    isolation a process for each file, at most 3 tests in one

    ✓ lists the tests
    ✓ runs end by themselves

    a run     13 runs, about 4.0 s: together 4, alone 9; then repeats of what
              differs (900 ms each)
    next      npx leakcheck run
    "
  `)
})

test('a check that fails: its cause, what to do, and the command to run afterwards', () => {
  const detail = 'asked for 3 tests, 4 started'
  const next = 'turn off what else chooses tests here'
  const checks = [{ name: 'runs the tests asked for', ok: false, detail, next }]
  expect(said({ checks, next: 'npx leakcheck doctor', exitCode: 2 })).toMatchInlineSnapshot(`
    "found     vitest 4.1.12: vitest.config.ts in this folder
    runtime   Node 22.12.0
    config    vitest.config.ts; leakcheck's: none, defaults
    tests     9 in 4 files, 1 of them marked to be skipped
    isolation a process for each file, at most 3 tests in one

    ✗ runs the tests asked for: asked for 3 tests, 4 started
      turn off what else chooses tests here

    a run     13 runs, about 4.0 s: together 4, alone 9; then repeats of what
              differs (900 ms each)
    then      npx leakcheck doctor
    "
  `)
})

test('a pytest project: its Python, its global setup, what makes runs slow, and what is left out', () => {
  const pytest = { ...project, runner: { name: 'pytest', version: '8.4.2' }, sharedSetup: true }
  const projects = [{ ...pytest, isolation: 'project' as const, processes: 1, config: 'tox.ini' }]
  const notices = [
    'every run starts from nothing, which takes longer: a thread is running: flusher',
  ]
  const notCovered = [{ what: 'each test after the whole suite', why: 'tests are not cloned' }]
  expect(
    said({
      projects,
      notices,
      notCovered,
      python: '.venv/bin/python',
      config: 'leakcheck.config.ts',
    }),
  ).toMatchInlineSnapshot(`
    "found     pytest 8.4.2: vitest.config.ts in this folder
    runtime   Node 22.12.0; Python .venv/bin/python
    config    tox.ini; leakcheck's: leakcheck.config.ts
    tests     9 in 4 files, 1 of them marked to be skipped
    isolation all tests share one process
    setup     a global setup, which runs of one host share: checked with fresh ones
    note      every run starts from nothing, which takes longer: a thread is
              running: flusher

    ✓ lists the tests
    ✓ runs end by themselves

    a run     13 runs, about 4.0 s: together 4, alone 9; then repeats of what
              differs (900 ms each)
    left out  each test after the whole suite: tests are not cloned
    next      npx leakcheck run
    "
  `)
})

test('the longest text still fits on one screen of 24 lines and 80 columns', () => {
  const long = (word: string) => Array.from({ length: 40 }, () => word).join(' ')
  const many = Array.from({ length: 30 }, (_, index) => ({
    ...project,
    name: `package-${String(index)}`,
    config: `packages/package-${String(index)}/vitest.config.ts`,
    isolation: index % 2 === 0 ? ('file' as const) : ('project' as const),
    sharedSetup: true,
    why: long('why'),
  }))
  const checks = ['one', 'two', 'three', 'four'].map((name) => ({
    name: `${name} ${long('name')}`,
    ok: false,
    detail: `bell \u0007 and newline \n ${long('detail')}`,
    next: long('next'),
  }))
  const lines = said({
    projects: many,
    checks,
    config: long('config'),
    python: long('python'),
    notices: [long('notice'), long('notice')],
    notCovered: [{ what: long('what'), why: long('why') }],
    plan: {
      ...healthy.plan,
      lines: Array.from({ length: 20 }, () => ({ what: 'stage', runs: 9 })),
    },
  }).split('\n')
  expect(lines.pop()).toBe('')
  expect(lines.length).toBeLessThanOrEqual(24)
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80)
  expect(lines.join('')).not.toContain('\u0007')
  expect(lines.at(-1)).toContain('npx leakcheck run')
})

test('a narrower terminal gets shorter lines; a command stays whole', () => {
  const lines = doctorText(
    { ...healthy, next: 'npx leakcheck run -C a/folder/far/away' },
    plainPaint,
    40,
  )
  expect(
    Math.max(
      ...lines
        .split('\n')
        .filter((line) => !line.startsWith('next'))
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(40)
  expect(lines).toContain('next      npx leakcheck run -C a/folder/far/away\n')
})

test('every runner that was found is named, once', () => {
  const api = {
    ...project,
    name: 'api',
    runner: { name: 'pytest', version: '8.4.2' },
    why: 'api/pytest.ini',
  }
  const [found] = said({ projects: [project, { ...project, name: 'other' }, api] }).split(
    '\nruntime',
  )
  expect(found?.replace(/\s+/g, ' ')).toBe(
    'found vitest 4.1.12: vitest.config.ts in this folder; pytest 8.4.2: api/pytest.ini',
  )
})

test('a file that cannot be imported is shown with its error, also where the others can', () => {
  const warning = '1 file cannot be imported, such as a.test.ts: Error: no database'
  const check = { name: 'lists the tests', ok: true, detail: warning, warning }
  expect(said({ checks: [check] }).replace(/\s+/g, ' ')).toContain(`! lists the tests: ${warning}`)
})

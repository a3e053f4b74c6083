import { expect, test } from 'vitest'
import { KINDS, type Report } from '../model/report-document.js'
import { suiteOf } from '../model/outline.fixture.js'
import { runRecord } from '../model/run-record.fixture.js'
import type { RunRecord } from '../model/run.js'
import type { TestCase } from '../model/suite.js'
import { toReport, type DocumentInput } from './document.js'
import { exitCodeOf } from './exit-code.js'
import { strayErrors } from './stray-errors.js'
import { unsearched, verdictsOf } from './verdicts.fixture.js'

const project = {
  name: 'app',
  runnerProject: '',
  root: '/repo/packages/app',
  runner: { name: 'vitest', version: '4.1.12' },
  domain: 'project',
  sharedSetup: false,
} as const
const suite = (tests: readonly TestCase[]) => ({ projects: [project], tests, notCovered: [] })

const tests = suiteOf(['a > 1', 'a > 2', 'a > 3'])
const records: RunRecord[] = [
  ...tests.map(({ id }) => runRecord('alone', [[id, 'passed']])),
  runRecord('together', [['a > 1', 'passed'], ['a > 2', 'boom'], ['a > 3', 'passed']]), // prettier-ignore
]

const input: DocumentInput = {
  frame: {} as DocumentInput['frame'],
  cwd: '/repo',
  suite: suite(tests),
  verdicts: verdictsOf(tests, records),
  diagnoses: unsearched(verdictsOf(tests, records)),
  records,
  cost: { runs: 4, processes: 5, wallMs: 1, cpuMs: 1 },
  cuts: [],
  interrupted: undefined,
  dryRun: false,
  ordered: [],
  commandLine: (words) => words.join(' '),
  runnerCommand: () => undefined,
}
const report = (changes: Partial<DocumentInput> = {}): Report =>
  toReport({ ...input, ...changes }).report

test('every test has one kind, and the counts of the kinds add up to all tests', () => {
  const { counts, tests: reported, findings } = report()
  expect(counts).toMatchObject({ tests: 3, victim: 1, manifest: 1, clean: 2 })
  expect(KINDS.reduce((sum, kind) => sum + counts[kind], 0)).toBe(3)
  expect(reported.map(({ findings: ids }) => ids)).toEqual([[], ['L1'], []])
  expect(findings[0]?.victims).toEqual(['a > 2'])
})

test('there is an order file for every order of the evidence, and for every order of the plan', () => {
  const { report: document, orders } = toReport(input)
  for (const { evidence } of document.findings) {
    for (const { order } of evidence) expect(orders.has(order)).toBe(true)
  }
  expect(orders.get('orders/together.txt')).toEqual(['a > 1', 'a > 2', 'a > 3'])
})

test('the root of a project is relative to the folder where leakcheck was started', () => {
  expect(report().projects).toEqual([
    { name: 'app', root: 'packages/app', runner: { name: 'vitest', version: '4.1.12' } },
  ])
  expect(report({ cwd: '/repo/packages/app' }).projects[0]?.root).toBe('.')
})

test('a report is complete unless it was cut, interrupted or a dry run', () => {
  expect(report().complete).toBe(true)
  const cuts = [{ what: 'alone: 2 of 3 runs', why: 'the budget of 5 s ended' }]
  expect(report({ cuts })).toMatchObject({ complete: false, notCovered: cuts })
  expect(report({ interrupted: 'SIGINT' })).toMatchObject({ complete: false, exitCode: 130 })
  const dry = report({ dryRun: true, verdicts: [], diagnoses: [], records: [] })
  expect(dry).toMatchObject({ complete: false, exitCode: 0 })
  expect(new Set(dry.tests.map(({ note }) => note))).toEqual(new Set(['dry run']))
})

test('if no test file can be imported, the exit code is 2; if some can, it is not', () => {
  const broken = suiteOf(['x', 'y'])
  const failing = broken.flatMap(({ id }) => [runRecord('together', [[id, 'no module x\nat y']])])
  const all = report({
    suite: suite(broken),
    verdicts: verdictsOf(broken, failing),
    records: failing,
  })
  expect(all.exitCode).toBe(2)
  expect(all.errors[0]).toMatchObject({
    code: 'nothing-collected',
    message: 'no test file could be imported: AssertionError: no module x',
  })
  expect(all.errors.filter(({ code }) => code === 'import-failed').map(({ file }) => file)).toEqual(
    ['x', 'y'],
  )
  expect(report({ suite: suite([...broken, ...tests]) }).exitCode).toBe(1)
})

test('if every run of the own order is void, nothing is clean, the exit code is 2, and the reason is said', () => {
  const together = (why?: string) =>
    runRecord('together', [['a > 1', 'passed'], ['a > 2', 'passed'], ['a > 3', 'passed']], why === undefined ? {} : { end: { kind: 'void', why } }) // prettier-ignore
  const others = [
    ...tests.map(({ id }) => runRecord('alone', [[id, 'passed']])),
    runRecord('reverse', [['a > 3', 'passed'], ['a > 2', 'passed'], ['a > 1', 'passed']]), // prettier-ignore
  ]
  const made = (own: readonly RunRecord[]) => {
    const all = [...own, ...others]
    return report({ verdicts: verdictsOf(tests, all), diagnoses: [], records: all })
  }
  const never = made([together('the host is gone'), together('the host is gone')])
  expect(never.counts).toMatchObject({ clean: 0, 'not-compared': 3 })
  expect(never.exitCode).toBe(2)
  expect(never.errors).toMatchObject([
    {
      code: 'own-order-not-seen',
      message: "the suite's own order was never seen for 3 of 3 tests: the host is gone",
    },
  ])
  // Void once, and seen when it was run once more.
  const again = made([together('the host is gone'), together()])
  expect(again).toMatchObject({ exitCode: 0, errors: [], counts: { clean: 3 } })
})

test.each([
  [130, { interrupted: 'SIGINT', couldNot: true, leaks: 1 }],
  [143, { interrupted: 'SIGTERM' }],
  [2, { couldNot: true, leaks: 1 }],
  [1, { leaks: 1, undecided: 1 }],
  [3, { undecided: 1 }],
  [0, {}],
] as const)('exit code %i for %j', (code, facts) => {
  const nothing = { interrupted: undefined, couldNot: false, leaks: 0, undecided: 0 }
  expect(exitCodeOf({ ...nothing, ...facts })).toBe(code)
})

test('a run that a limit ended before anything was compared is no clean one; a dry run, and one that was interrupted, are what they are', () => {
  const cuts = [{ what: 'together: 1 of 1 runs', why: 'the budget of 5 s ended' }]
  const none = { verdicts: [], diagnoses: [], records: [], cuts }
  expect(report(none)).toMatchObject({
    exitCode: 2,
    errors: [{ message: 'nothing was compared: the budget of 5 s ended' }],
  })
  expect(report({ ...none, dryRun: true })).toMatchObject({ exitCode: 0, errors: [] })
  expect(report({ ...none, interrupted: 'SIGINT' })).toMatchObject({ exitCode: 130, errors: [] })
  expect(report({ ...none, suite: suite([]) })).toMatchObject({ exitCode: 0, errors: [] })
  const skipped = tests.map((test) => ({ ...test, mode: 'skip' as const }))
  expect(report({ ...none, suite: suite(skipped) })).toMatchObject({ exitCode: 0, errors: [] })
  // One of them was.
  expect(report({ cuts }).errors).toEqual([])
})

const failure = (message: string) => ({ type: 'Error', message })

test('each error outside of tests is reported once, with its file, and is cut to 500 characters', () => {
  const stray = [
    { kind: 'unhandled', failure: failure('late') },
    { kind: 'after-hook', file: 'a', failure: failure('close') },
    { kind: 'after-hook', file: 'b', failure: failure('close') },
    { kind: 'unhandled', failure: failure('x'.repeat(9_999)) },
  ] as const
  const runs = [runRecord('together', [], { stray }), runRecord('reverse', [], { stray })]
  expect(strayErrors(suite(tests), runs)).toEqual([
    { code: 'unhandled-error', message: 'Error: late' },
    { code: 'after-hook-failed', message: 'Error: close', file: 'a' },
    { code: 'after-hook-failed', message: 'Error: close', file: 'b' },
    { code: 'unhandled-error', message: `Error: ${'x'.repeat(493)}` },
  ])
})

test('of 500 different unhandled errors, 50 are reported', () => {
  const stray = Array.from({ length: 500 }, (_, index) => ({
    kind: 'unhandled' as const,
    failure: failure(`late ${String(index)}`),
  }))
  expect(strayErrors(suite(tests), [runRecord('together', [], { stray })])).toHaveLength(50)
})

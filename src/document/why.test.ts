import { expect, test } from 'vitest'
import type { Cause, Finding } from '../model/report-document.js'
import { sampleFinding, sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import { toWhy, type Seen } from './why.js'

const polluter = sampleTest('a')
const between = sampleTest('b')
const victim = sampleTest('c', { kind: 'victim', manifest: true, findings: ['L1'] })
const [a, b, c] = [polluter.id, between.id, victim.id]
const failure = (message: string) => ({ type: 'Error', message, frame: 'src/a.ts:3' })

function seen(
  run: string,
  purpose: string,
  results: readonly (readonly [id: string, message?: string])[],
  changes: Partial<Seen> = {},
): Seen {
  return {
    run,
    request: { purpose, project: 'root', host: 'cold' },
    end: { kind: 'completed' },
    results: results.map(([id, message]) => ({
      id,
      durationMs: 1,
      ...(message === undefined
        ? { outcome: 'passed' }
        : { outcome: 'failed', failure: failure(message) }),
    })),
    stray: [],
    wallMs: 1,
    cpuMs: 1,
    processes: 1,
    ...changes,
  }
}

const evidence: Finding['evidence'] = [
  { what: 'together', order: 'findings/L1/order.txt', failed: 3, total: 3 },
  { what: 'alone', order: 'findings/L1/alone.txt', failed: 0, total: 3 },
]
const orders = [
  { path: 'findings/L1/order.txt', order: [a, b, c] },
  { path: 'findings/L1/alone.txt', order: [c] },
  { path: 'findings/L1/loaded.txt', order: [c], collect: 'all' as const },
  { path: 'orders/together.txt', order: ['other > 1', a, b, c] },
]
const cause: Cause = { kind: 'polluter', tests: [a] }
const finding = sampleFinding([victim], { evidence, cause, cleaners: [b] })
const commandLine = (words: readonly string[]) => words.join(' ')

const whyOf = (id: string, records?: readonly Seen[], findings = [finding]) => {
  const report = sampleReport([polluter, between, victim], findings)
  const of = report.tests.find((each) => each.id === id) ?? victim
  return toWhy({ report, test: of, records, orders, commandLine })
}

test("each run of a test has its order file, the test's place in it, and a letter for each different failure", () => {
  const why = whyOf(c, [
    seen('r1', 'together', [[a], [b], [c, 'have 3']]),
    seen('r2', 'alone', [[c]]),
    seen('r3', 'search', [[b], [a], [c, 'have 4']]),
    seen('r4', 'twice', [[c], [c, 'no such table']]),
  ])
  expect(why.runs).toEqual([
    {
      run: 'r1',
      purpose: 'together',
      host: 'cold',
      order: 'orders/together.txt',
      at: 3,
      of: 3,
      outcome: 'failed',
      failure: 'A',
    },
    {
      run: 'r2',
      purpose: 'alone',
      host: 'cold',
      order: 'findings/L1/alone.txt',
      at: 1,
      of: 1,
      outcome: 'passed',
    },
    { run: 'r3', purpose: 'search', host: 'cold', at: 3, of: 3, outcome: 'failed', failure: 'A' },
    { run: 'r4', purpose: 'twice', host: 'cold', at: 1, of: 2, outcome: 'passed' },
    { run: 'r4', purpose: 'twice', host: 'cold', at: 2, of: 2, outcome: 'failed', failure: 'B' },
  ])
  expect(why.failures).toEqual([
    { name: 'A', ...failure('have 3') },
    { name: 'B', ...failure('no such table') },
  ])
})

test('a run names an order file only if it ran exactly that order', () => {
  const request = { purpose: 'search', project: 'root', host: 'cold' } as const
  const why = whyOf(c, [
    // Files that are imported first are a part of the order.
    seen('r1', 'search', [[c]], { request: { ...request, collect: 'all' } }),
    // The beginning of this order is stored with another run.
    seen('r2', 'after', [[c]], { shared: { run: 'r1', entries: 3 } }),
    seen('r3', 'together', [[c]], { shared: { run: 'r1', entries: 2 }, end: { kind: 'crashed' } }),
  ])
  expect(why.runs?.map(({ order, at, of, end }) => [order, at, of, end])).toEqual([
    ['findings/L1/loaded.txt', 1, 1, undefined],
    [undefined, 4, 4, undefined],
    ['orders/together.txt', 3, 3, 'crashed'],
  ])
})

test('a test that is to blame for others is told as polluter, cleaner, alternative or contributor', () => {
  const parts = (id: string, of: Cause) =>
    whyOf(id, undefined, [sampleFinding([victim], { cause: of, cleaners: [b] })]).blamed
  expect(parts(a, cause)).toEqual([{ finding: 'L1', as: 'polluter' }])
  expect(parts(b, cause)).toEqual([{ finding: 'L1', as: 'cleaner' }])
  expect(parts(a, { ...cause, tests: [b], alternatives: [a] })).toEqual([
    { finding: 'L1', as: 'alternative' },
  ])
  const accumulation = { kind: 'accumulation', threshold: 2, tippingTest: a, dose: [] } as const
  expect(parts(a, { ...accumulation, dose: [] })).toEqual([{ finding: 'L1', as: 'contributor' }])
  expect(parts(a, { kind: 'self' })).toEqual([])
})

test('the commands replay the finding, and of its evidence only the orders that are about this test', () => {
  const commands = (id: string, of = finding) =>
    whyOf(id, [], [of]).commands.map(({ command }) => command)
  expect(commands(c)).toEqual([
    'replay L1',
    'replay findings/L1/order.txt',
    'replay findings/L1/alone.txt',
  ])
  expect(commands(a)).toEqual(['replay L1'])
  // For the second victim, the order of the alone side is left out: it runs the first one.
  expect(commands(c, { ...finding, victims: [b, c], runnerCommand: 'npx vitest run' })).toEqual([
    'replay L1',
    'npx vitest run',
    'replay findings/L1/order.txt',
  ])
})

test('an undecided test says what it would take: more repeats, or a larger budget', () => {
  const undecided = sampleTest('d', {
    kind: 'undecided',
    note: 'failed 1 of 2 times; not confirmed',
  })
  const of = (complete: boolean) =>
    toWhy({
      report: sampleReport([undecided], [], { complete }),
      test: undecided,
      records: [seen('r1', 'together', [[a], [undecided.id, 'x']])],
      orders: [{ path: 'orders/together.txt', order: [a, undecided.id] }],
      commandLine,
    })
  expect(of(true).needed).toBe('more repeats of both sides')
  expect(of(false).needed).toMatch(/--budget/)
  expect(of(true).commands.map(({ command }) => command)).toEqual([
    'replay orders/together.txt',
    `bisect ${undecided.id} --repeats 10`,
  ])
})

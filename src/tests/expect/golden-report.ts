import type { Report, TestReport } from '../../model/report-document.js'
import { sampleFinding, sampleReport, sampleTest } from '../../report/sample-report.fixture.js'

/** What every format has to keep from meaning something: HTML, Markdown, XML, log commands, colours, a mention, percent signs. */
const NASTY = 'says "5 % <b>off</b>, @all" & ]]> `::error::` | \u001b[31mred\u001b[0m'

const LIMITER = 'tests/api/claims.test.ts'
const CART = 'tests/cart/checkout.test.ts'
const LOCALE = 'tests/account/locale.test.ts'

/**
 * A small report of the sort that people get: an accumulation, a victim with its polluter and the state between them, a
 * flaky test, and those that are clean. Everything that a golden file shows comes from here.
 */
export function goldenReport(): Report {
  const users = ['lists', 'takes', 'changes', 'closes'].map((verb, at) => userOf(verb, at))
  const polluter = at(LOCALE, 'switches to German', 11)
  const victim = at(CART, NASTY, 27, {
    kind: 'victim',
    manifest: true,
    findings: ['L2'],
    together: { failed: 4 },
    alone: { passed: 4 },
    orders: [{ order: 'reverse', outcome: 'passed' }],
  })
  const flaky = at(CART, 'asks the bank', 40, {
    kind: 'flaky',
    note: 'failed 1 of 4 times in the same order',
    together: { passed: 3, failed: 1 },
  })
  const skipped = at(CART, 'pays by cheque', 52, {
    kind: 'skipped',
    note: 'skip in its file',
    together: { skipped: 1 },
    alone: {},
    orders: [],
  })
  const tests = [polluter, ...users, at(CART, 'adds up', 8), victim, flaky, skipped]
  return sampleReport(tests, [accumulation(users), pollution(polluter, victim)], {
    command: ['run'],
    cost: { runs: 146, processes: 148, wallMs: 21_400, cpuMs: 39_000 },
    notCovered: [{ what: 'project browser', why: 'browser mode' }],
  })
}

/** One of four that use up a quota of two: in the suite's own order the third and the fourth fail. */
function userOf(verb: string, index: number): TestReport {
  const manifest = index >= 2
  return at(LIMITER, `${verb} claims`, 10 + 7 * index, {
    kind: 'victim',
    manifest,
    findings: ['L1'],
    together: manifest ? { failed: 5 } : { passed: 5 },
    alone: { passed: 4 },
    orders: [{ order: 'reverse', outcome: manifest ? 'passed' : 'failed' }],
  })
}

function accumulation(users: readonly TestReport[]): Report['findings'][number] {
  const ids = users.map(({ id }) => id)
  // As the report names them: those that fail in the suite's own order come first.
  const victims = [...users.slice(2), ...users.slice(0, 2)]
  const dose = [
    { count: 1, failed: 0, total: 5 },
    { count: 2, failed: 5, total: 5 },
  ]
  return sampleFinding(victims, {
    key: '4f0c1b7a92d3',
    failure: {
      type: 'AssertionError',
      message: '429 Too Many Requests\n\nexpected 429 to be 200',
      normalized: '429 Too Many Requests',
      frame: `${LIMITER}:33`,
    },
    evidence: [
      { what: 'alone', order: 'orders/L1-alone.txt', failed: 0, total: 4 },
      { what: 'together', order: 'orders/L1.txt', failed: 5, total: 5, victims: ids.slice(2) },
      {
        what: 'reverse',
        order: 'orders/L1-reverse.txt',
        failed: 4,
        total: 4,
        victims: ids.slice(0, 2),
      },
      { what: 'after 1 of them', order: 'orders/L1-1.txt', failed: 0, total: 5, proof: 'absent' },
      { what: 'after 2 of them', order: 'orders/L1-2.txt', failed: 5, total: 5, proof: 'present' },
    ],
    cause: {
      kind: 'accumulation',
      threshold: 2,
      tippingTest: ids[1] ?? '',
      contributors: ids,
      dose,
    },
    cost: { search: 12, confirmation: 20, proof: 10 },
    runs: 42,
  })
}

function pollution(polluter: TestReport, victim: TestReport): Report['findings'][number] {
  return sampleFinding([victim], {
    id: 'L2',
    key: '9be2604d5a18',
    failure: {
      type: 'AssertionError',
      message: "expected '5,00 €' to be '€5.00'",
      normalized: 'expected # to be #',
      frame: `${CART}:31`,
    },
    evidence: [
      { what: 'alone', order: 'orders/L2-alone.txt', failed: 0, total: 4 },
      { what: 'together', order: 'orders/L2.txt', failed: 4, total: 4 },
      { what: 'after it', order: 'orders/L2-with.txt', failed: 3, total: 3, proof: 'present' },
      { what: 'without it', order: 'orders/L2-without.txt', failed: 0, total: 3, proof: 'absent' },
    ],
    cause: { kind: 'polluter', tests: [polluter.id] },
    state: [
      {
        path: 'process.env.LOCALE',
        before: 'unset',
        after: '"de-DE"',
        writtenBy: [polluter.id],
        restored: { failed: 0, total: 3 },
      },
    ],
    replay: 'npx leakcheck replay L2',
    runnerCommand: `npx vitest run ${LOCALE} ${CART}`,
    cost: { search: 4, confirmation: 8, proof: 6 },
    runs: 18,
  })
}

function at(
  file: string,
  title: string,
  line: number,
  changes: Partial<TestReport> = {},
): TestReport {
  return sampleTest(title, { file, line, ...changes })
}

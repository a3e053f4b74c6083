import type { Finding, Report, TestReport } from '../../model/report-document.js'
import { sampleFinding, sampleReport, sampleTest } from '../../report/sample-report.fixture.js'

/** The limiter's finding: 51 of 610 tests use it, any 18 of them use it up, and in own order the first 18 pass. */
export function limiterReport(): Report {
  const tests = Array.from({ length: 610 }, (_, at) => {
    const user = at % 12 === 4
    const number = Math.floor(at / 12)
    const file = `tests/api/test_part_${String(Math.floor(at / 10)).padStart(2, '0')}.py`
    const title = `test_${user ? 'request' : 'sum'}_${String(at)}`
    const manifest = number >= 18
    return sampleTest(title, {
      id: `${file}::${title}`,
      file,
      ...(user
        ? {
            kind: 'victim',
            manifest,
            findings: ['L1'],
            together: manifest ? { failed: 5 } : { passed: 5 },
            orders: [{ order: 'reverse', outcome: number < 33 ? 'failed' : 'passed' }],
          }
        : {}),
    })
  })
  const users = tests.filter(({ kind }) => kind === 'victim')
  return sampleReport(tests, [
    sampleFinding(users, {
      cause: {
        kind: 'accumulation',
        threshold: 18,
        tippingTest: users[17]?.id ?? '',
        contributors: users.map(({ id }) => id),
        dose: [
          { count: 17, failed: 0, total: 5 },
          { count: 18, failed: 5, total: 5 },
        ],
      },
      runnerCommand: `python -m pytest ${users.map(({ id }) => id).join(' ')}`,
    }),
  ])
}

/** 10,000 tests in 400 files under 8 orders, with 40 findings of a victim and its polluter. */
export function hugeReport(): Report {
  const orders = ['reverse', 'twice', 'shuffle:1', 'shuffle:2', 'shuffle:3', 'shuffle:4']
  const tests = Array.from({ length: 10_000 }, (_, at) => {
    const file = `packages/shop/test/unit/part-${String(Math.floor(at / 25))}.test.ts`
    const isVictim = at % 250 === 249
    const title = `sums up an order with ${String(at)} positions`
    return sampleTest(title, {
      file,
      orders: orders.map((order) => ({ order, outcome: 'passed' })),
      ...(isVictim
        ? {
            kind: 'victim',
            manifest: true,
            together: { failed: 5 },
            findings: [`L${String((at + 1) / 250)}`],
          }
        : {}),
    })
  })
  const findings = tests.flatMap((test, at) =>
    test.kind === 'victim'
      ? [
          sampleFinding([test], {
            id: `L${String((at + 1) / 250)}`,
            cause: { kind: 'polluter', tests: [tests[at - 120]?.id ?? ''] },
          }),
        ]
      : [],
  )
  return sampleReport(tests, findings)
}

/** Nothing found, and something left out. */
export function healthyReport(): Report {
  const tests = Array.from({ length: 60 }, (_, at) =>
    sampleTest(`adds ${String(at)}`, { file: `test/part-${String(at % 5)}.test.ts` }),
  )
  return sampleReport(tests, [], {
    notCovered: [{ what: 'shuffles', why: 'not asked for: --rounds 10' }],
  })
}

/** A finding of every kind, cut short, with errors: what has to have a place on the page. */
export function mixedReport(): Report {
  const at = (number: number, changes: Partial<TestReport>): TestReport =>
    sampleTest(`test ${String(number)}`, { file: 'src/cart/checkout.test.ts', ...changes })
  const failed = { together: { failed: 5 }, manifest: true }
  const tests = [
    at(0, {}),
    at(1, { kind: 'victim', findings: ['L1'], ...failed }),
    at(2, { kind: 'victim', findings: ['L2'], ...failed }),
    at(3, { kind: 'brittle', findings: ['L3'], alone: { failed: 4 } }),
    at(4, { kind: 'masked', findings: ['L4'], alone: { failed: 4 }, together: { failed: 5 } }),
    at(5, { kind: 'self-polluting', findings: ['L5'] }),
    at(6, { kind: 'victim', findings: ['L6'], ...failed }),
    at(7, { kind: 'flaky', note: 'failed 1 of 4 times', together: { failed: 1, passed: 3 } }),
    at(8, { kind: 'broken', together: { failed: 1 }, alone: { 'timed-out': 1 } }),
    at(9, { kind: 'not-compared', note: 'the budget ended', alone: {}, orders: [] }),
    at(10, { kind: 'skipped', together: { skipped: 1 }, alone: { skipped: 1 }, orders: [] }),
    at(11, { kind: 'undecided', findings: ['L7'], alone: { crashed: 1 } }),
  ]
  const found = (id: string, number: number, changes: Partial<Finding>): Finding =>
    sampleFinding(tests.slice(number, number + 1), { id, key: id, ...changes })
  const first = tests[0]?.id ?? ''
  const state = {
    path: 'shop.currency',
    before: '"EUR"',
    after: '"CHF"',
    writtenBy: [first],
    declaredAt: 'src/shop.ts:4',
    restored: { failed: 0, total: 5 },
    planted: { failed: 5, total: 5 },
  }
  const findings = [
    found('L1', 1, { cause: { kind: 'polluter', tests: [first] }, state: [state] }),
    found('L2', 2, {
      cause: { kind: 'co-polluters', tests: [first, tests[1]?.id ?? ''], outside: true },
      cleaners: [tests[3]?.id ?? ''],
      expiresMs: 60_000,
    }),
    found('L3', 3, { kind: 'brittle', cause: { kind: 'state-setter', tests: [first] } }),
    found('L4', 4, {
      kind: 'masked',
      failureAlone: { type: 'TypeError', message: 'x is not a function\n  at y', normalized: '' },
      cause: { kind: 'load-time', files: ['src/cart/prices.test.ts'] },
    }),
    found('L5', 5, {
      baseline: { status: 'known', reason: 'a table of constants', newVictims: [first] },
      kind: 'self-polluting',
      cause: { kind: 'self' },
    }),
    found('L6', 6, {
      cause: { kind: 'accumulation', threshold: 3, tippingTest: first, dose: [] },
    }),
    found('L7', 11, {
      status: 'undecided',
      undecided: { ruledOut: ['each test by itself'], next: 'npx leakcheck bisect x' },
    }),
  ]
  return sampleReport(tests, findings, {
    complete: false,
    exitCode: 130,
    baseline: {
      file: 'leakcheck-baseline.json',
      entries: 2,
      fixed: [
        {
          key: 'k',
          kind: 'victim',
          what: 'failed after another',
          victims: [first],
          why: 'passed in every order',
        },
      ],
      notCompared: [],
      prune: 'npx leakcheck baseline prune',
    },
    errors: [{ code: 'stray', message: 'Error: late\n  at timer', hint: 'await it', file: 'a.ts' }],
    silenced: [
      {
        by: 'src/steps/*',
        victims: [first],
        needed: [],
        failure: { type: 'E', message: 'e', normalized: 'e' },
      },
    ],
  })
}

/** What would do something, if any of it were ever read as HTML, script or style. */
export const HOSTILE = [
  '<script>pwned()</script>',
  '</script><script>pwned()</script>',
  '"><img src="https://evil.test/x.png" onerror="pwned()">',
  "' onfocus='pwned()' autofocus='",
  '</style><style>body{display:none}</style>',
  '</title></textarea><svg onload=pwned()>',
  '<!--<script>',
  '`${pwned()}`\u202e\u0000\u001b[31m',
  'javascript:pwned()//<a href="javascript:pwned()">',
] as const

/** A report in which every text that comes from tests is one of {@link HOSTILE}. */
export function hostileReport(): Report {
  const all = HOSTILE.join(' ')
  const tests = HOSTILE.map((text, at) =>
    sampleTest(text, {
      file: `${text}.test.ts`,
      id: `${text}.test.ts > ${text}`,
      project: text,
      titlePath: [text],
      note: text,
      kind: at % 2 === 0 ? 'victim' : 'flaky',
      manifest: true,
      findings: at % 2 === 0 ? ['L1'] : [],
      orders: HOSTILE.map((order) => ({ order, outcome: 'failed' })),
    }),
  )
  const ids = tests.map(({ id }) => id)
  const failure = { type: all, message: `${all}\n${all}`, normalized: all, frame: all }
  const base = {
    failure,
    failureAlone: failure,
    otherFailures: [failure],
    evidence: [{ what: all, order: all, failed: 1, total: 2 }],
    cleaners: ids,
    scenario: all,
    state: [
      {
        path: all,
        before: all,
        after: all,
        writtenBy: ids,
        declaredAt: all,
        restored: { failed: 0, total: 1 },
      },
    ],
    replay: all,
    runnerCommand: all,
    undecided: { ruledOut: [all], next: all },
  }
  const findings = [
    sampleFinding(tests, { ...base, cause: { kind: 'polluter', tests: ids, alternatives: ids } }),
    sampleFinding(tests, { ...base, id: 'L2', cause: { kind: 'load-time', files: [all] } }),
    sampleFinding(tests, {
      ...base,
      id: 'L3',
      cause: { kind: 'accumulation', threshold: 2, tippingTest: all, contributors: ids, dose: [] },
    }),
  ]
  return sampleReport(tests, findings, {
    command: [all],
    config: { [all]: all },
    environment: { os: all, node: all, ci: true, commit: all },
    projects: [{ name: all, root: all, runner: { name: 'vitest', version: all } }],
    notCovered: [{ what: all, why: all }],
    errors: [{ code: all, message: all, hint: all, file: all }],
    silenced: [{ by: all, victims: ids, needed: ids, failure }],
  })
}

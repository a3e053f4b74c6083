import { expect, test } from 'vitest'
import type { Why, WhyRun } from '../model/why.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'
import { whyText } from './why.js'

const victim = sampleTest('fails', {
  kind: 'victim',
  manifest: true,
  findings: ['L1'],
  together: { failed: 5 },
  alone: { passed: 4 },
  orders: [
    { order: 'reverse', outcome: 'passed' },
    { order: 'shuffle:7', outcome: 'failed' },
  ],
})
const { startedAt, complete, notCovered, seed } = sampleReport([])

const said = (changes: Partial<Why>) =>
  whyText(
    {
      schemaVersion: 1,
      report: { startedAt, complete, notCovered, seed, runs: 61 },
      test: victim,
      findings: [],
      blamed: [],
      failures: [],
      commands: [],
      ...changes,
    },
    plainPaint,
  )

const run = (name: string, purpose: string, changes: Partial<WhyRun> = {}): WhyRun => ({
  run: name,
  purpose,
  host: 'cold',
  at: 2,
  of: 3,
  outcome: 'passed',
  ...changes,
})

test('a victim is shown with its kind, counts, finding, runs and commands', () => {
  const finding = sampleFinding([victim, sampleTest('fails too')], {
    evidence: [
      { what: 'together', order: 'findings/L1/order.txt', failed: 5, total: 5 },
      { what: 'alone', order: 'findings/L1/alone.txt', failed: 0, total: 4 },
      { what: 'after it', order: 'x', failed: 3, total: 3, proof: 'present', victims: ['z'] },
      {
        what: 'without it',
        order: 'y',
        failed: 0,
        total: 3,
        proof: 'absent',
        victims: [victim.id],
      },
    ],
    cause: { kind: 'polluter', tests: ['test/a.test.ts > logs in'] },
    cost: { search: 6, confirmation: 15, proof: 6 },
  })
  const failed = { outcome: 'failed', failure: 'A', order: 'orders/together.txt' } as const
  const runs = [
    run('r1', 'together', { ...failed, host: 'warm' }),
    ...['r2', 'r3', 'r4', 'r5', 'r6'].map((name) => run(name, 'together', failed)),
    run('r7', 'alone', { at: 1, of: 1 }),
    run('r8', 'search', { end: 'crashed', outcome: 'missing' }),
    run('r9', 'proof', { at: 1 }),
    run('r10', 'proof'),
  ]
  const failures = [{ name: 'A', type: 'Error', message: 'busy\nat x', frame: 'src/a.ts:3' }]
  const commands = [
    { command: 'npx leakcheck replay L1', what: 'the finding again' },
    { command: 'npx leakcheck replay findings/L1/order.txt', what: 'together: 5 of 5 failed' },
  ]
  expect(said({ findings: [finding], runs, failures, commands })).toMatchInlineSnapshot(`
    "test/api.test.ts > fails
      kind      victim: passes alone, fails in company, in your suite's own order
      together  5 failed
      alone     4 passed
      orders    reverse passed · shuffle:7 failed
      from      the run of 2026-01-02T03:04:05.000Z, 61 runs, seed 1

    L1  victim, confirmed, with 1 other test
      error     AssertionError: 429 Too Many Requests
                together: 5 of 5 failed
                alone: 0 of 4 failed
                after it: 3 of 3 failed (of z)   proof: the difference is there
                without it: 0 of 3 failed   proof: the difference is gone
      cause     after test/a.test.ts > logs in
      search    found in 6 runs, 15 to confirm, 6 to prove

    its runs (10 of 61)
      together  warm  1 failed A               r1              orders/together.txt
      together  cold  5 failed A               r2 r3 r4 r5 +1  orders/together.txt
      alone     cold  1 passed                 r7              by itself
      search    cold  1 missing (run crashed)  r8              test 2 of 3
      proof     cold  2 passed                 r9 r10
      A  Error: busy (src/a.ts:3)

    to see it again
      npx leakcheck replay L1                      the finding again
      npx leakcheck replay findings/L1/order.txt   together: 5 of 5 failed
    "
  `)
})

test('a polluter shows its part, an undecided finding the next command, an undecided test what is needed', () => {
  expect(said({ test: sampleTest('a'), blamed: [{ finding: 'L2', as: 'polluter' }] }))
    .toMatchInlineSnapshot(`
    "test/api.test.ts > a
      kind      clean: passed in every order that was tried
      together  1 passed
      alone     1 passed
      orders    reverse passed
      part of   L2, as polluter
      from      the run of 2026-01-02T03:04:05.000Z, 61 runs, seed 1

    its runs: the journal of that run is not there any more
    "
  `)
  const next = 'npx leakcheck bisect x --repeats 10'
  const open = sampleFinding([victim], {
    undecided: { ruledOut: ['its failures come and go'], next },
  })
  expect(said({ findings: [open], runs: [] })).toMatchInlineSnapshot(`
    "test/api.test.ts > fails
      kind      victim: passes alone, fails in company, in your suite's own order
      together  5 failed
      alone     4 passed
      orders    reverse passed · shuffle:7 failed
      from      the run of 2026-01-02T03:04:05.000Z, 61 runs, seed 1

    L1  victim, confirmed
      error     AssertionError: 429 Too Many Requests
                alone: 0 of 4 failed
                together: 5 of 5 failed
      cause     undecided; its failures come and go; try: npx leakcheck bisect x --repeats 10

    its runs: none
    "
  `)
  const undecided = sampleTest('b', {
    kind: 'undecided',
    note: 'failed 1 of 3 times',
    together: {},
  })
  expect(said({ test: undecided, needed: 'more repeats of both sides' })).toMatchInlineSnapshot(`
    "test/api.test.ts > b
      kind      undecided: a difference was seen and could not be confirmed
      note      failed 1 of 3 times
      together  was not run
      alone     1 passed
      orders    reverse passed
      needed    more repeats of both sides
      from      the run of 2026-01-02T03:04:05.000Z, 61 runs, seed 1

    its runs: the journal of that run is not there any more
    "
  `)
})

test('control characters of test code do not reach the terminal, and a long list of runs is cut', () => {
  const nasty = sampleTest('a', { id: 'a\u001b[2Jb\nc', note: '::error::x' })
  const runs = Array.from({ length: 20 }, (_, index) => run('r1', `shuffle:${String(index)}\u0007`))
  const failures = [{ name: 'A', type: 'E\u202e', message: '\u001b]0;x\u0007' }]
  const text = said({ test: nasty, runs, failures, commands: [{ command: 'a\nb', what: '\r' }] })
  // eslint-disable-next-line no-control-regex -- matching them is the point
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/)
  expect(text).toContain('(+4 more: --json)')
  expect(text).toContain('a\\nb')
})

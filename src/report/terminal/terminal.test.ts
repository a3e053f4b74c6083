import { expect, test } from 'vitest'
import { plainPaint } from '../paint.js'
import { sampleFinding, sampleReport, sampleTest } from '../sample-report.fixture.js'
import { terminal } from './terminal.js'

const options = { paint: plainPaint, pathInRepository: '' }
const victim = (title: string, manifest: boolean) =>
  sampleTest(title, { kind: 'victim', manifest, findings: ['L1'] })

test('a finding is shown with its victims, what was seen, and how to replay it', () => {
  const victims = Array.from({ length: 51 }, (_, index) => victim(`request ${index}`, index >= 18))
  const clean = Array.from({ length: 559 }, (_, index) => sampleTest(`clean ${index}`))
  const text = terminal(sampleReport([...victims, ...clean], [sampleFinding(victims)]), options)
  expect(text).toMatchInlineSnapshot(`
    "✗ L1  33 tests fail in your suite's order, 18 more can      1,904 runs, 52 s, seed 1
      test/api.test.ts > request 0
      test/api.test.ts > request 1
      test/api.test.ts > request 2 (+48 more)
      seen      alone 0/4 failed · together 5/5 failed · same error: 429 Too Many Requests
      replay    npx leakcheck replay L1

    610 tests: 559 clean, 51 victims (33 in your suite's order) · 1 finding · 1,904 runs, 52 s
    "
  `)
})

test('a masked finding shows how the test fails together and how it fails alone', () => {
  const tests = [sampleTest('a', { kind: 'masked', findings: ['L1'] })]
  const failureAlone = { type: 'TypeError', message: 'x is not a function\n  at y', normalized: '' }
  const text = terminal(
    sampleReport(tests, [sampleFinding(tests, { kind: 'masked', failureAlone })]),
    options,
  )
  expect(text).toContain('1 test fails alone and together, for different reasons')
  expect(text).toContain('together: 429 Too Many Requests')
  expect(text).toContain('alone: x is not a function\n')
})

test('broken and skipped tests, what was not covered, and errors are shown as short lists', () => {
  const skipped = Array.from({ length: 9 }, (_, index) =>
    sampleTest(`later ${index}`, { kind: 'skipped', note: 'skip in its file' }),
  )
  const broken = Array.from({ length: 7 }, (_, index) =>
    sampleTest(`bad ${index}`, { kind: 'broken', note: 'boom' }),
  )
  const report = sampleReport([...broken, ...skipped, sampleTest('ok')], [], {
    complete: false,
    exitCode: 130,
    notCovered: [{ what: 'project browser', why: 'browser mode' }],
    errors: [{ code: 'unhandled', message: 'Error: late', hint: 'await it', file: 'a.test.ts' }],
  })
  expect(terminal(report, options)).toMatchInlineSnapshot(`
    "broken: fails alone and together for the same reason (7)
      test/api.test.ts > bad 0   boom
      test/api.test.ts > bad 1   boom
      test/api.test.ts > bad 2   boom
      test/api.test.ts > bad 3   boom
      test/api.test.ts > bad 4   boom
      (+2 more)

    skipped (9)
      test/api.test.ts > later 0 (+8 more)   skip in its file

    not covered
      project browser   browser mode

    errors
      a.test.ts: Error: late
        hint: await it

    interrupted: this is what was known by then
    17 tests: 1 clean, 7 broken, 9 skipped · 0 findings · 1,904 runs, 52 s
    "
  `)
})

test('a clean result says in which orders the tests passed', () => {
  const text = terminal(sampleReport([sampleTest('a'), sampleTest('b')]), options)
  expect(text).toBe(
    '✓ no state leak found: 2 tests passed in every order tried (together, alone, reverse)' +
      ' · 1,904 runs, 52 s\n',
  )
})

test('a run that ends with exit code 2 gets no check mark', () => {
  expect(terminal(sampleReport([], [], { exitCode: 2 }), options)).not.toContain('✓')
})

test('control characters in titles and messages do not reach the terminal', () => {
  const tests = [sampleTest('\u001b[2J\rPASS\n::error::', { kind: 'victim', manifest: true })]
  const message = '\u001b]0;title\u0007 \u202e evil'
  const failure = { type: 'E', message, normalized: '' }
  const text = terminal(sampleReport(tests, [sampleFinding(tests, { failure })]), options)
  // eslint-disable-next-line no-control-regex -- matching them is the point
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]|\n\s*::/)
})

test('a scenario asks whether it is ordered on purpose, and silenced scenarios are listed', () => {
  const steps = ['shop > pays', 'shop > ships', 'trip > ends'].map((title) =>
    sampleTest(title, { kind: 'brittle' }),
  )
  const scenario = sampleFinding(steps.slice(0, 2), {
    kind: 'brittle',
    scenario: 'test/api.test.ts > shop',
    cause: { kind: 'state-setter', tests: ['test/api.test.ts > shop > puts'] },
  })
  const failure = { type: 'Error', message: 'never left', normalized: 'never left' }
  const silenced = [
    { by: 'test/**', victims: ['test/api.test.ts > trip > ends'], needed: [], failure },
  ]
  const text = terminal(sampleReport(steps, [scenario], { silenced }), options)
  expect(text).toContain('2 tests need their earlier siblings: ordered on purpose?')
  expect(text).toContain('in test/api.test.ts > shop they need test/api.test.ts > shop > puts')
  expect(text).toContain(`if so: ordered: ["test/api.test.ts > shop"] in leakcheck's config`)
  expect(text).toMatch(/silenced: ordered on purpose\n {2}1 test of .* trip > ends .*test\/\*\*/)
  expect(text).toContain('1 finding · 1 silenced')
})

test('known findings get a line each; their new victims, fixed entries and entries not compared are listed', () => {
  const tests = [victim('a', true), victim('b', true), victim('c', true)]
  const findings = [
    sampleFinding(tests, {
      baseline: { status: 'known', reason: 'JIRA-7', newVictims: ['test/api.test.ts > c'] },
    }),
    sampleFinding(tests.slice(0, 1), { id: 'L2', baseline: { status: 'new' } }),
  ]
  const stale = { key: 'k', kind: 'victim' as const, what: 'it leaks', victims: ['x'] }
  const baseline = {
    file: 'known.json',
    entries: 3,
    fixed: [{ ...stale, why: 'its tests were compared and do not show it' }],
    notCompared: [{ ...stale, why: 'x: skipped' }],
    prune: 'npx leakcheck baseline prune',
  }
  expect(terminal(sampleReport(tests, findings, { baseline }), options)).toMatchInlineSnapshot(`
    "✗ L2  1 test fails in your suite's order      1,904 runs, 52 s, seed 1
      test/api.test.ts > a  fails now
      seen      alone 0/4 failed · together 5/5 failed · same error: 429 Too Many Requests
      baseline  new
      replay    npx leakcheck replay L1

    1 known finding in known.json
      L1  3 tests fail in your suite's order   (JIRA-7)

    ! L1 breaks 1 test that the baseline does not name
      test/api.test.ts > c

    fixed: in known.json and not seen any more
      x   it leaks   its tests were compared and do not show it
      remove: npx leakcheck baseline prune

    in known.json, and not compared in this run
      x   it leaks   x: skipped

    3 tests: 3 victims (3 in your suite's order) · 2 findings (1 new) · 1,904 runs, 52 s
    "
  `)
})

test('a test that is skipped in company is said to be skipped, not to fail, in headline, counts, proof and reason', () => {
  const tests = [victim('pays', true), victim('refunds', false)]
  const skip = { type: 'Skipped', message: 'payments are offline', normalized: '' }
  const proof = [
    { what: 'after it', order: 'a', failed: 3, total: 3, proof: 'present' as const },
    { what: 'without it', order: 'b', failed: 0, total: 3, proof: 'absent' as const },
  ]
  const finding = sampleFinding(tests, { failure: skip })
  const evidence = [...finding.evidence, ...proof]
  const cause = { kind: 'polluter' as const, tests: ['a.test.ts > turns it off'] }
  const said = (changes: Partial<typeof finding>): string =>
    terminal(sampleReport(tests, [{ ...finding, evidence, cause, ...changes }]), options)
  expect(said({}).split('\n').slice(0, 6).join('\n')).toMatchInlineSnapshot(`
    "✗ L1  1 test is skipped in your suite's order, 1 more can be, and pass alone      1,904 runs, 52 s, seed 1
      test/api.test.ts > pays  fails now
      test/api.test.ts > refunds
      seen      alone 0/4 skipped · together 5/5 skipped · same reason: payments are offline
      cause     after a.test.ts > turns it off
      proof     after it 3/3 skipped · without it 0/3 skipped"
  `)
  const failure = { type: 'TypeError', message: 'x is not a function', normalized: '' }
  const one = { victims: finding.victims.slice(0, 1) }
  expect(said({ ...one, kind: 'masked', failureAlone: failure })).toContain(
    '1 test fails alone and is skipped in company, which hides its failure',
  )
  expect(said({ ...one, kind: 'masked', failure, failureAlone: skip })).toContain(
    '1 test fails in company and is skipped alone',
  )
  expect(said({ ...one, kind: 'brittle' })).toContain(
    '1 test is skipped alone, and passes only after another',
  )
})

test('where leakcheck could not do its job, the last lines say so, and why', () => {
  const left = sampleTest('a', { kind: 'not-compared', note: "was never seen in the suite's own order" }) // prettier-ignore
  const errors = [{ code: 'own-order-not-seen', message: "the suite's own order was never seen for 1 of 1 test: the host is gone" }] // prettier-ignore
  const text = terminal(sampleReport([left], [], { exitCode: 2, errors }), options)
  expect(text).toContain(
    `leakcheck could not do its job: ${errors[0]?.message ?? ''}\n1 test: 1 not compared`,
  )
})

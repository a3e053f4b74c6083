import fc from 'fast-check'
import { expect, test } from 'vitest'
import { github } from './github.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'

const options = { paint: plainPaint, pathInRepository: 'packages/api' }

test('each finding is one annotation at its first victim, with all its text escaped', () => {
  const file = 'test/a,b:c.test.ts'
  const tests = [sampleTest('100% of it', { file, line: 12, kind: 'victim', manifest: true })]
  const flaky = sampleTest('sometimes', { kind: 'flaky', note: '2 of 5\r\n::stop-commands::x' })
  expect(github(sampleReport([...tests, flaky], [sampleFinding(tests)]), options)).toBe(
    "::error file=packages/api/test/a%2Cb%3Ac.test.ts,line=12,title=State leak L1%3A 1 test fails in your suite's order" +
      '::test/a,b:c.test.ts > 100%25 of it%0Aalone 0/4 failed · together 5/5 failed · same error: 429 Too Many Requests' +
      '%0Areplay: npx leakcheck replay L1\n' +
      '::warning file=packages/api/test/api.test.ts,title=Flaky test' +
      '::test/api.test.ts > sometimes%0A2 of 5\\r\\n::stop-commands::x\n',
  )
})

test('known findings are not annotated, unless failOn is any; new and expired ones are, and say so', () => {
  const tests = [sampleTest('v', { kind: 'victim', manifest: true })]
  const findings = (['known', 'new', 'expired'] as const).map((status) =>
    sampleFinding(tests, {
      id: status,
      baseline: { status, expires: '2026-01-31', reason: 'J-7' },
    }),
  )
  const lines = github(sampleReport(tests, findings), options).trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^::error .*State leak new.*baseline: new/)
  expect(lines[1]).toMatch(/State leak expired.*baseline: was accepted until 2026-01-31: J-7/)
  const any = sampleReport(tests, findings, { config: { failOn: 'any' } })
  expect(github(any, options).trimEnd().split('\n')).toHaveLength(3)
})

test('a polluter with two findings gets one notice, which names both', () => {
  const polluter = sampleTest('logs in', { file: 'test/a.test.ts', line: 3 })
  const victims = ['x', 'y'].map((title) => sampleTest(title, { kind: 'victim', line: 7 }))
  const cause = { kind: 'polluter' as const, tests: [polluter.id] }
  const findings = victims.map((victim, index) =>
    sampleFinding([victim], { id: `L${index + 1}`, cause }),
  )
  const lines = github(sampleReport([polluter, ...victims], findings), options).split('\n')
  expect(lines.filter((line) => line.startsWith('::notice'))).toEqual([
    '::notice file=packages/api/test/a.test.ts,line=3,title=A state leak comes from here' +
      '::test/a.test.ts > logs in' +
      "%0AL1: 1 test can fail in another order than your suite's: test/api.test.ts > x" +
      "%0AL2: 1 test can fail in another order than your suite's: test/api.test.ts > y",
  ])
})

test('a load-time polluter gets a notice at its file, and an accumulation at three of its contributors', () => {
  const tests = ['a', 'b', 'c', 'd', 'e'].map((title, line) => sampleTest(title, { line }))
  const load = { kind: 'load-time' as const, files: ['test/load.test.ts'] }
  const sum = {
    kind: 'accumulation' as const,
    threshold: 3,
    tippingTest: tests[2]!.id,
    contributors: tests.map(({ id }) => id),
    dose: [],
  }
  const findings = [load, sum].map((cause, index) =>
    sampleFinding(tests.slice(4), { id: `L${index + 1}`, cause }),
  )
  const notices = github(sampleReport(tests, findings), options).match(/^::notice file=[^,]*/gm)
  expect(notices).toEqual([
    '::notice file=packages/api/test/load.test.ts',
    ...['a', 'b', 'c'].map(() => '::notice file=packages/api/test/api.test.ts'),
  ])
})

test('of 30 findings nine are annotated, and the last annotation counts the others', () => {
  const tests = [sampleTest('v', { kind: 'victim' })]
  const findings = Array.from({ length: 30 }, (_, index) =>
    sampleFinding(tests, { id: `L${index}` }),
  )
  const lines = github(sampleReport(tests, findings), options).trimEnd().split('\n')
  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toBe('::error title=leakcheck::21 more findings: see the log')
})

test('there are at most ten annotations of each level, and errors of leakcheck itself come first', () => {
  const tests = Array.from({ length: 40 }, (_, index) =>
    sampleTest(`t${index}`, { kind: index % 2 === 0 ? 'flaky' : 'victim', line: index }),
  )
  const findings = tests.map((test, index) =>
    sampleFinding([test], {
      id: `L${index}`,
      status: index % 3 === 0 ? 'confirmed' : 'undecided',
      cause: { kind: 'polluter', tests: [test.id] },
    }),
  )
  const errors = Array.from({ length: 5 }, () => ({ code: 'x', message: 'no runner' }))
  const text = github(sampleReport(tests, findings, { exitCode: 2, errors }), options)
  for (const level of ['error', 'warning', 'notice'])
    expect(text.match(new RegExp(`^::${level} `, 'gm')), level).toHaveLength(10)
  expect(text.split('\n')[0]).toBe('::error title=leakcheck::no runner')
})

test('whatever tests and files are called, an annotation stays one command with the right file and line', () => {
  const pieces = [
    '::',
    ':',
    ',',
    '%',
    '%0A',
    '\n',
    '\r',
    '::error::x',
    '=',
    'a',
    '##[group]',
    '\u2028',
    '\u0007',
  ]
  const nasty = fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(nasty, nasty, (name, file) => {
      const bad = sampleTest(name, { kind: 'victim', file: `x${file}`, line: 1 })
      const failure = { type: name, message: name, normalized: name }
      const cause = { kind: 'polluter' as const, tests: [bad.id] }
      const lines = github(sampleReport([bad], [sampleFinding([bad], { failure, cause })]), options)
        .trimEnd()
        .split(/[\r\n]/)
      // As GitHub's runner reads a line: the command, its properties, and all that follows.
      const read = lines.map((line) => /^::(\w+) (.*?)::/s.exec(line))
      expect(read.map((found) => found?.[1])).toEqual(['error', 'notice'])
      for (const found of read) {
        const [first = '', second] = (found?.[2] ?? '').split(',')
        // What a log would obey is written out: GitHub finds no such file, and nothing else happens.
        const shown = file.replaceAll('\u2028', '\\u{2028}').replaceAll('\u0007', '\\u{7}')
        expect(decodeURIComponent(first)).toBe(`file=packages/api/x${shown}`)
        expect(second).toBe('line=1')
      }
    }),
  )
})

test('a report without findings gives no annotations', () => {
  expect(github(sampleReport([sampleTest('a')]), options)).toBe('')
})

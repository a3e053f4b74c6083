import { expect, test } from 'vitest'
import { github } from './github.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'

const options = { paint: plainPaint, pathInRepository: 'packages/api' }

test('one annotation a finding, at its first victim, fully escaped', () => {
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

test('what the baseline knows is not annotated; what has expired is, and says so', () => {
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

test('few: what GitHub would drop is counted instead', () => {
  const tests = [sampleTest('v', { kind: 'victim' })]
  const findings = Array.from({ length: 30 }, (_, index) =>
    sampleFinding(tests, { id: `L${index}` }),
  )
  const lines = github(sampleReport(tests, findings), options).trimEnd().split('\n')
  expect(lines).toHaveLength(10)
  expect(lines.at(-1)).toBe('::error title=leakcheck::21 more findings: see the log')
})

test('nothing to say is nothing', () => {
  expect(github(sampleReport([sampleTest('a')]), options)).toBe('')
})

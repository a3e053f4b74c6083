import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { junit } from './junit.js'
import { junitFaults } from './official-schemas.fixture.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'

const options = { paint: plainPaint, pathInRepository: '' }

test('only what a confirmed finding names has failed', async () => {
  const victims = [sampleTest('leaks', { kind: 'victim', manifest: true, findings: ['L1'] })]
  const others = [
    sampleTest('fine'),
    sampleTest('sometimes', { kind: 'flaky', note: '2 of 5' }),
    sampleTest('bad', { kind: 'broken', note: 'boom' }),
    sampleTest('maybe', { kind: 'undecided', findings: ['L2'] }),
  ]
  const unsure = sampleFinding([], { id: 'L2', status: 'undecided' })
  const xml = junit(
    sampleReport([...victims, ...others], [sampleFinding(victims), unsure]),
    options,
  )
  expect(await junitFaults(xml)).toEqual([])
  expect(xml).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="leakcheck" tests="5" failures="1" errors="0" time="52.000">
      <testsuite name="test/api.test.ts" file="test/api.test.ts" tests="5" failures="1" skipped="2" errors="0">
        <testcase name="leaks" classname="test/api.test.ts">
          <failure message="L1: 1 test fails in your suite&apos;s order" type="AssertionError">alone 0/4 failed · together 5/5 failed
    429 Too Many Requests
    replay: npx leakcheck replay L1</failure>
        </testcase>
        <testcase name="fine" classname="test/api.test.ts"/>
        <testcase name="sometimes" classname="test/api.test.ts">
          <system-out>flaky: 2 of 5</system-out>
        </testcase>
        <testcase name="bad" classname="test/api.test.ts">
          <skipped message="broken: boom"/>
        </testcase>
        <testcase name="maybe" classname="test/api.test.ts">
          <skipped message="undecided"/>
        </testcase>
      </testsuite>
    </testsuites>
    "
  `)
})

test('a project is named where there are several', () => {
  const projects = ['api', 'web'].map((name) => ({
    name,
    root: '.',
    runner: { name: 'vitest' as const, version: '4.1.12' },
  }))
  const report = sampleReport([sampleTest('a', { project: 'web' })], [], { projects })
  expect(junit(report, options)).toContain('<testsuite name="[web] test/api.test.ts"')
})

test('what the baseline knows has not failed, and is not passed over', () => {
  const both = sampleTest('leaks', { kind: 'victim', findings: ['L1', 'L2'] })
  const one = sampleTest('leaks, too', { kind: 'victim', findings: ['L1'] })
  const xml = junit(
    sampleReport(
      [both, one],
      [
        sampleFinding([both, one], { baseline: { status: 'known', reason: 'JIRA-7' } }),
        sampleFinding([both], { id: 'L2', baseline: { status: 'new' } }),
      ],
    ),
    options,
  )
  expect(xml).toContain('<skipped message="known: L1: JIRA-7"/>')
  expect(xml).toMatch(/name="leaks" .*\n +<failure message="L2: /)
})

test('what kept leakcheck from its job is an error, not an empty success', async () => {
  const errors = [{ code: 'no-runner', message: 'no "runner" found', hint: 'install one' }]
  const xml = junit(sampleReport([], [], { exitCode: 2, errors }), options)
  expect(await junitFaults(xml)).toEqual([])
  expect(xml).toContain(
    '<error message="no &quot;runner&quot; found" type="no-runner">install one</error>',
  )
})

test('strict parsers read it back, whatever tests are called', async () => {
  const codes = [...Array(0x300).keys(), 0x2028, 0xd800, 0xdc00, 0xfffe, 0xffff, 0x1f389]
  const nasty = `]]>&"'<!-- ${String.fromCodePoint(...codes)} \u001b[31mred`
  const tests = [sampleTest(nasty, { kind: 'victim', findings: ['L1'], file: `${nasty}.test.ts` })]
  const failure = { type: nasty, message: nasty, normalized: '' }
  const xml = junit(sampleReport(tests, [sampleFinding(tests, { failure })]), options)
  expect(parsedBy('python3', xml)).toBe('1')
  expect(await junitFaults(xml)).toEqual([])
})

test('the schema can tell: a file on a test is what Jenkins refuses', async () => {
  const xml = junit(sampleReport([sampleTest('a')]), options)
  const faults = await junitFaults(xml.replace('<testcase ', '<testcase file="a.ts" '))
  expect(faults.join()).toContain("The attribute 'file' is not allowed")
})

/** expat refuses what XML 1.0 forbids; python3 is in every image that our CI uses. */
function parsedBy(python: string, xml: string): string {
  const script =
    'import sys, xml.etree.ElementTree as tree; print(len(tree.parse(sys.stdin.buffer).findall(".//failure")))'
  return execFileSync(python, ['-c', script], { input: xml, encoding: 'utf8' }).trim()
}

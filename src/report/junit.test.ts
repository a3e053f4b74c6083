import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { junit } from './junit.js'
import { junitFaults } from './official-schemas.fixture.js'
import { plainPaint } from './paint.js'
import { sampleFinding, sampleReport, sampleTest } from './sample-report.fixture.js'

const options = { paint: plainPaint, pathInRepository: '' }
/** Safety net for tests that start a validator or Python: a quarter of a second on an idle machine. */
const PATIENT = { timeout: 60_000 }

test('only a test that a confirmed finding names is a failure', PATIENT, async () => {
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

test('if there are several projects, each suite is named with its project', () => {
  const projects = ['api', 'web'].map((name) => ({
    name,
    root: '.',
    runner: { name: 'vitest' as const, version: '4.1.12' },
  }))
  const report = sampleReport([sampleTest('a', { project: 'web' })], [], { projects })
  expect(junit(report, options)).toContain('<testsuite name="[web] test/api.test.ts"')
})

test('a test with only known findings is skipped with the reason from the baseline, and one with a new finding fails', () => {
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

test(
  'an error that kept leakcheck from its job is reported as an error, not as an empty success',
  PATIENT,
  async () => {
    const errors = [{ code: 'no-runner', message: 'no "runner" found', hint: 'install one' }]
    const xml = junit(sampleReport([], [], { exitCode: 2, errors }), options)
    expect(await junitFaults(xml)).toEqual([])
    expect(xml).toContain(
      '<error message="no &quot;runner&quot; found" type="no-runner">install one</error>',
    )
  },
)

test(
  'strict XML parsers accept the report, whatever characters are in the names of tests',
  PATIENT,
  async () => {
    const codes = [...Array(0x300).keys(), 0x2028, 0xd800, 0xdc00, 0xfffe, 0xffff, 0x1f389]
    const nasty = `]]>&"'<!-- ${String.fromCodePoint(...codes)} \u001b[31mred`
    const tests = [
      sampleTest(nasty, { kind: 'victim', findings: ['L1'], file: `${nasty}.test.ts` }),
    ]
    const failure = { type: nasty, message: nasty, normalized: '' }
    const xml = junit(sampleReport(tests, [sampleFinding(tests, { failure })]), options)
    expect(parsedBy('python3', xml)).toBe('1')
    expect(await junitFaults(xml)).toEqual([])
  },
)

test(
  'the schema check of these tests works: it refuses a file attribute on a test, as Jenkins does',
  PATIENT,
  async () => {
    const xml = junit(sampleReport([sampleTest('a')]), options)
    const faults = await junitFaults(xml.replace('<testcase ', '<testcase file="a.ts" '))
    expect(faults.join()).toContain("The attribute 'file' is not allowed")
  },
)

/** Another parser: expat refuses what XML 1.0 forbids. python3 is in every image that our CI uses. */
function parsedBy(python: string, xml: string): string {
  const script =
    'import sys, xml.etree.ElementTree as tree; print(len(tree.parse(sys.stdin.buffer).findall(".//failure")))'
  return execFileSync(python, ['-c', script], { input: xml, encoding: 'utf8' }).trim()
}

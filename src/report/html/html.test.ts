import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { plainPaint } from '../paint.js'
import { sampleFinding, sampleReport, sampleTest } from '../sample-report.fixture.js'
import { html } from './html.js'
import { verdictTitle } from './verdict.js'

const render = (report: Report) => html(report, { paint: plainPaint, pathInRepository: '' })
const victims = ['a', 'b'].map((title) =>
  sampleTest(title, { kind: 'victim', manifest: true, findings: ['L1'] }),
)

test('the page refers to no other file and to no URL', () => {
  const page = render(sampleReport(victims, [sampleFinding(victims)]))
  expect(page).not.toMatch(/\s(src|srcset|action|data)=/)
  expect(page).not.toMatch(/url\(|@import|https?:/)
  for (const [, href = ''] of page.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^#/)
})

test('the content security policy of the page allows its own script and style, and nothing else', () => {
  const page = render(sampleReport([sampleTest('a')]))
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? ''
  const hash = (text = '') =>
    `&apos;sha256-${createHash('sha256').update(text).digest('base64')}&apos;`
  const script = /<script>([^]*?)<\/script>/.exec(page)?.[1]
  const style = /<style>([^]*?)<\/style>/.exec(page)?.[1]
  expect(policy).toContain(
    `default-src &apos;none&apos;; script-src ${hash(script)}; style-src ${hash(style)};`,
  )
  expect(policy).not.toContain('unsafe')
})

test('a test title with </script> does not end the element that holds the data', () => {
  const page = render(sampleReport([sampleTest('</script><script>alert(1)</script><!--')]))
  const data = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)?.[1] ?? ''
  expect(data).not.toContain('<')
  expect(JSON.stringify(JSON.parse(data))).toContain('</script><script>alert(1)</script><!--')
})

test('the same report gives the same page', () => {
  const report = sampleReport(victims, [sampleFinding(victims)])
  expect(render(report)).toBe(render(structuredClone(report)))
})

test.each<[string, string, Report]>([
  [
    'a finding with two victims',
    '2 of 3 tests depend on what ran before them',
    sampleReport([...victims, sampleTest('c')], [sampleFinding(victims)]),
  ],
  ['clean tests', 'No state leak found', sampleReport([sampleTest('a')])],
  [
    'an incomplete run',
    'No state leak found so far',
    sampleReport([sampleTest('a')], [], { complete: false }),
  ],
  [
    'an unconfirmed difference',
    'A difference was seen, not confirmed',
    sampleReport([sampleTest('a', { kind: 'undecided' })], [], { exitCode: 3 }),
  ],
  ['exit code 2', 'leakcheck could not do its job', sampleReport([], [], { exitCode: 2 })],
  ['a suite without tests', 'No tests', sampleReport([])],
])('for %s, the title of the page is %j', (_, title, report) =>
  expect(verdictTitle(report)).toBe(title),
)

test('a page with ten thousand tests is smaller than 400,000 characters', () => {
  const tests = Array.from({ length: 10_000 }, (_, at) => sampleTest(`adds ${at}`))
  const page = render(sampleReport(tests))
  expect(page.length).toBeLessThan(400_000)
})

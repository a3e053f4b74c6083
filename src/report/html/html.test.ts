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

test('one file: nothing in it names another', () => {
  const page = render(sampleReport(victims, [sampleFinding(victims)]))
  expect(page).not.toMatch(/\s(src|srcset|action|data)=/)
  expect(page).not.toMatch(/url\(|@import|https?:/)
  for (const [, href = ''] of page.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^#/)
})

test('its policy lets in the script and the style that are there, and nothing else', () => {
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

test('the data can’t end the element that it stands in', () => {
  const page = render(sampleReport([sampleTest('</script><script>alert(1)</script><!--')]))
  const data = /<script type="application\/json" id="data">([^]*?)<\/script>/.exec(page)?.[1] ?? ''
  expect(data).not.toContain('<')
  expect(JSON.stringify(JSON.parse(data))).toContain('</script><script>alert(1)</script><!--')
})

test('the same report, the same page', () => {
  const report = sampleReport(victims, [sampleFinding(victims)])
  expect(render(report)).toBe(render(structuredClone(report)))
})

test.each<[string, Report]>([
  [
    '2 of 3 tests depend on what ran before them',
    sampleReport([...victims, sampleTest('c')], [sampleFinding(victims)]),
  ],
  ['No state leak found', sampleReport([sampleTest('a')])],
  ['No state leak found so far', sampleReport([sampleTest('a')], [], { complete: false })],
  [
    'A difference was seen, not confirmed',
    sampleReport([sampleTest('a', { kind: 'undecided' })], [], { exitCode: 3 }),
  ],
  ['leakcheck could not do its job', sampleReport([], [], { exitCode: 2 })],
  ['No tests', sampleReport([])],
])('%s', (title, report) => expect(verdictTitle(report)).toBe(title))

test('ten thousand tests are a name and a number each', () => {
  const tests = Array.from({ length: 10_000 }, (_, at) => sampleTest(`adds ${at}`))
  const page = render(sampleReport(tests))
  expect(page.length).toBeLessThan(400_000)
})

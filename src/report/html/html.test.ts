import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Finding, Report } from '../../model/report-document.js'
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

describe('the card of a finding', () => {
  const card = (finding: Partial<Finding>): string => {
    const page = render(sampleReport(victims, [sampleFinding(victims, finding)]))
    return /<article[^]*?<\/article>/.exec(page)?.[0] ?? ''
  }
  const text = (markup = '') => markup.replace(/<[^>]*>/g, '').trim()

  test('its title is the first test that it breaks and how many more; what it says of them stands below', () => {
    const [, title, said] = /<h3[^>]*>([^]*?)<\/h3><p>([^]*?)<\/p>/.exec(card({})) ?? []
    expect(text(title)).toBe('L1 test/api.test.ts &gt; a and 1 more')
    expect(text(said)).toBe('2 tests fail in your suite&apos;s order')
  })

  test('the runner’s own command is open, and stands before that of leakcheck', () => {
    const made = card({ runnerCommand: 'npx vitest run a' })
    const open = made.replace(/<details[^]*?<\/details>/g, '')
    expect(open.indexOf('npx vitest run a')).toBeGreaterThan(0)
    expect(open.indexOf('npx vitest run a')).toBeLessThan(open.indexOf('npx leakcheck replay L1'))
  })

  test('the box of the state is there once something is named', () => {
    expect(card({})).not.toContain('<h4>State</h4>')
    const state = {
      ...{ path: 'shop.currency', before: '1', after: '2', writtenBy: [] },
      restored: { failed: 0, total: 3 },
    }
    expect(card({ state: [state] })).toContain('<h4>State</h4>')
  })

  test('both axes of the chart of doses say what they count', () => {
    const dose = (total: number) => [
      { count: 17, failed: 0, total },
      { count: 18, failed: total, total },
    ]
    const cause = { kind: 'accumulation', threshold: 18, tippingTest: 'a' } as const
    const chart = (total: number) => card({ cause: { ...cause, dose: dose(total) } })
    expect(chart(5)).toMatch(/rotate\(-90\)"[^>]*>runs \(filled: failed\)</)
    expect(chart(20)).toMatch(/rotate\(-90\)"[^>]*>share of runs that failed</)
    expect(chart(5)).toContain('>of them before the test<')
  })
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

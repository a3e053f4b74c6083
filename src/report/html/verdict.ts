import { KINDS, type Kind, type Report } from '../../model/report-document.js'
import { isAccepted } from '../accepted.js'
import { inert } from '../inert.js'
import { kindCount, number, plural, span } from '../words.js'
import { markup, type Markup } from './markup.js'

const LEAKS = ['victim', 'brittle', 'masked', 'self-polluting'] as const

/** The result in a few words. */
export function verdictTitle(report: Report): string {
  const { counts, findings, exitCode, complete } = report
  if (exitCode === 2) return 'leakcheck could not do its job'
  const leaking = LEAKS.reduce((sum, kind) => sum + counts[kind], 0)
  if (findings.some(({ status }) => status === 'confirmed')) {
    const [verb, company] = leaking === 1 ? ['depends', 'it'] : ['depend', 'them']
    return `${number(leaking)} of ${plural(counts.tests, 'test')} ${verb} on what ran before ${company}`
  }
  if (findings.length > 0 || counts.undecided > 0) return 'A difference was seen, not confirmed'
  if (counts.tests === 0) return 'No tests'
  return complete ? 'No state leak found' : 'No state leak found so far'
}

/** The first thing to read. */
export function verdict(report: Report): Markup {
  const { cost, counts, seed, findings, exitCode } = report
  const calm = counts.clean + counts.skipped === counts.tests
  const isOpen = findings.some((finding) => !isAccepted(finding, report))
  const sure = calm && findings.length === 0
  const look = exitCode === 2 || isOpen ? 'leak' : sure ? 'well' : 'unsure'
  return markup`<section class="verdict ${look}" aria-labelledby="verdict">
<h1 id="verdict">${verdictTitle(report)}</h1>
<p class="lead">${explanation(report)}</p>
${kindBar(report)}
<p class="muted">${[
    ...report.projects
      .map(({ runner }) => inert(`${runner.name} ${runner.version}`, 60))
      .filter(isFirst),
    plural(cost.runs, 'run'),
    span(cost.wallMs),
    `seed ${String(seed)}`,
  ].join(
    ' · ',
  )} · <time>${inert(report.startedAt.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC'))}</time></p>
</section>`
}

function explanation(report: Report): string {
  const { counts, findings, tests } = report
  if (findings.length === 0) {
    if (counts.clean === 0) return 'No test was found to pass in every order.'
    const passed = `${plural(counts.clean, 'test')} passed in every order tried: ${ordersOf(tests).join(', ')}.`
    const left = counts['not-compared']
    return left === 0 ? passed : `${passed} ${number(left)} were not compared in all of them.`
  }
  const parts = [
    counts.manifest > 0
      ? `${number(counts.manifest)} ${counts.manifest === 1 ? 'fails' : 'fail'} in your suite's own order`
      : "None of them fails in your suite's own order",
    counts.victim > counts.manifest
      ? `${number(counts.victim - counts.manifest)} ${counts.manifest > 0 ? 'more ' : ''}can, in another`
      : '',
    plural(findings.length, 'finding') + newPart(report),
  ]
  return `${parts.filter((part) => part !== '').join(' · ')}.`
}

/** ` (1 new)`, where there is a baseline. */
function newPart({ findings, baseline }: Report): string {
  if (!baseline) return ''
  const fresh = findings.filter((finding) => finding.baseline?.status !== 'known').length
  return ` (${fresh === 0 ? 'none' : number(fresh)} new)`
}

/** A clean result means no more than the orders behind it. */
function ordersOf(tests: Report['tests']): string[] {
  const orders = new Set<string>()
  for (const { together, alone, orders: others } of tests) {
    if (Object.keys(together).length > 0) orders.add('together')
    if (Object.keys(alone).length > 0) orders.add('alone')
    for (const { order } of others) orders.add(inert(order.replace(/:.*/s, '')))
  }
  return [...orders]
}

function isFirst(text: string, index: number, all: readonly string[]): boolean {
  return all.indexOf(text) === index
}

/** All tests as one bar, and its parts as links into the table. */
function kindBar({ counts }: Report): Markup {
  const present = KINDS.filter((kind) => counts[kind] > 0)
  let from = 0
  const parts = present.map((kind) => {
    const share = (counts[kind] / counts.tests) * 100
    const part = markup`<rect class="fill-${kind}" x="${from.toFixed(3)}%" width="${Math.max(share, 0.4).toFixed(3)}%" height="100%"/>`
    from += share
    return part
  })
  if (present.length === 0) return markup``
  return markup`<svg class="kinds" aria-hidden="true">${parts}</svg>
<ul class="legend" aria-label="Tests by kind">${present.map((kind) => legend(kind, counts[kind]))}</ul>`
}

function legend(kind: Kind, count: number): Markup {
  return markup`<li><a href="#kind/${kind}"><svg class="dot" aria-hidden="true" viewBox="0 0 10 10"><rect class="fill-${kind}" width="10" height="10" rx="2"/></svg>${kindCount(kind, count)}</a></li>`
}

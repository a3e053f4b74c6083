import type { Failure } from '../../model/failure.js'
import type { Finding, Report, TestReport } from '../../model/report-document.js'
import { baselineText, isAccepted } from '../accepted.js'
import { causeAsides, effortText } from '../cause.js'
import { headline } from '../headline.js'
import { inert } from '../inert.js'
import { plainRunner } from '../plain-runner.js'
import { retriesText } from '../retries.js'
import { number, plural } from '../words.js'
import { climb } from './climb.js'
import { commandBox } from './command-box.js'
import { doseChart } from './dose-chart.js'
import { evidenceTable } from './evidence-table.js'
import { flow, NAMES } from './flow.js'
import { markup, type Markup } from './markup.js'
import { lines, name, testName } from './name.js'
import { shortName } from './short-name.js'
import { strip } from './strip.js'
import { testLink } from './test-link.js'
import { timelineOf } from './timeline.js'

const NAMED = 100
const MANY = 50
/** Of a test's id, and what a title has room for: two lines. */
const LONGEST = 1_000
const ROOM = 180

type Tests = ReadonlyMap<string, TestReport>

/** Every finding with all that it rests on. */
export function findingCards(report: Report, tests: Tests): Markup {
  const { findings } = report
  if (findings.length === 0) return markup``
  // What has been accepted comes last.
  const isOpen = (finding: Finding) => !isAccepted(finding, report)
  return markup`<section id="findings" class="${findings.length > MANY ? 'many' : 'few'}" aria-labelledby="findings-title">
<h2 id="findings-title">${plural(findings.length, 'finding')}</h2>
${[...findings.filter(isOpen), ...findings.filter((finding) => !isOpen(finding))].map((finding) => card(finding, report, tests))}
</section>`
}

function card(finding: Finding, report: Report, tests: Tests): Markup {
  const { id, kind, status, baseline, replay, runnerCommand } = finding
  const anchor = inert(id)
  return markup`<article class="card ${status}" id="${anchor}" aria-labelledby="${anchor}-title" tabindex="-1">
<header><h3 id="${anchor}-title"><a class="anchor" href="#${anchor}">${anchor}</a> ${title(finding)}</h3><p>${headline(finding, tests)}</p><p class="tag">${kind}, ${status}${baseline === undefined ? undefined : ` · ${inert(baselineText(baseline))}`}</p></header>
${flow(finding)}
${charts(finding, tests)}
<div class="columns">
<div>${evidenceTable(finding)}</div>
<div>${aboutCause(finding, tests)}</div>
</div>
<div class="commands">
${runnerCommand === undefined ? undefined : markup`<h4>${sentence(plainRunner(finding, report, tests))}</h4>${commandBox("your own runner's command", runnerCommand, 'runnerCommand')}`}
<h4>By leakcheck</h4>${commandBox('replay command', replay, 'replay')}
</div>
<div class="folds">
${failures(finding)}
${finding.victims.length > NAMES ? testList(plural(finding.victims.length, 'test'), finding.victims) : undefined}
${baseline?.newVictims?.length ? testList(`${plural(baseline.newVictims.length, 'test')} that the baseline does not name`, baseline.newVictims) : undefined}
${finding.cause?.kind === 'accumulation' && finding.cause.contributors ? testList(`${plural(finding.cause.contributors.length, 'test')} that add to it`, finding.cause.contributors) : undefined}
</div>
</article>`
}

/** A test that is hit: findings that say the same of other tests can be told apart by it. */
function title({ victims }: Finding): Markup {
  const [first = '', ...others] = victims
  const more = others.length === 0 ? '' : ` and ${number(others.length)} more`
  return markup`${testName(shortName(inert(first, LONGEST), ROOM))}<span class="muted">${more}</span>`
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function charts(finding: Finding, tests: Tests): Markup | undefined {
  const { cause } = finding
  const timeline = timelineOf(finding, tests)
  if (cause?.kind !== 'accumulation') return timeline && strip(timeline)
  const order = timeline && (cause.contributors ? climb(timeline, cause) : strip(timeline))
  return markup`<div class="charts">${order}${doseChart(cause)}</div>`
}

/** What else is known, a row each. */
function aboutCause(finding: Finding, tests: Tests): Markup {
  const { failure, cost, runs } = finding
  const effort = effortText(finding)
  const retries = retriesText(finding.victims.flatMap((id) => tests.get(id)?.retried ?? []))
  const rows: [string, string | Markup][] = [
    ...(failure.frame === undefined ? [] : [['fails at', name(failure.frame)] as [string, Markup]]),
    ...causeAsides(finding),
    ...(retries === undefined ? [] : [['retries', retries] as [string, string]]),
    ...(finding.state ?? []).flatMap(({ writtenBy, declaredAt }): [string, string][] => [
      ...(declaredAt === undefined ? [] : [['declared', inert(declaredAt)] as [string, string]]),
      ...(writtenBy.length === 0
        ? []
        : [['written by', plural(writtenBy.length, 'test')] as [string, string]]),
    ]),
    ['search', effort !== '' && cost ? effort : plural(runs, 'run')],
  ]
  return markup`<dl>${rows.map(([label, text]) => markup`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl>`
}

function failures({ failure, failureAlone, otherFailures = [] }: Finding): Markup {
  const shown = [
    { title: failureAlone ? 'Together' : 'How they fail', failure },
    ...(failureAlone ? [{ title: 'Alone', failure: failureAlone }] : []),
    ...otherFailures.map((other) => ({ title: 'Some fail otherwise', failure: other })),
  ]
  return details(
    failureAlone ? 'Both errors' : 'The error',
    markup`${shown.map(({ title, failure: each }) => errorText(title, each))}`,
  )
}

function errorText(title: string, { type, message, frame }: Failure): Markup {
  return markup`<h4>${title}</h4><pre class="message">${inert(type)}: ${lines(message.trim())}${frame === undefined ? '' : `\nat ${inert(frame)}`}</pre>`
}

function testList(title: string, ids: readonly string[]): Markup {
  const more = ids.length - NAMED
  return details(
    title,
    markup`<ul class="names">${ids.slice(0, NAMED).map((id) => markup`<li>${testLink(id)}</li>`)}</ul>${
      more > 0 ? markup`<p class="muted">${number(more)} more in report.json</p>` : undefined
    }`,
  )
}

function details(title: string, content: Markup): Markup {
  return markup`<details><summary>${title}</summary>${content}</details>`
}

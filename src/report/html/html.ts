import type { TestReport } from '../../model/report-document.js'
import type { Reporter } from '../reporter.js'
import { alerts } from './alerts.js'
import { baselineSection } from './baseline.js'
import { coverage } from './coverage.js'
import { encodeTable } from './encode-table.js'
import { findingCards } from './finding-card.js'
import { leakGraph } from './leak-graph.js'
import { markup } from './markup.js'
import { page } from './page.js'
import { runFacts } from './run-facts.js'
import { testsSection } from './tests-section.js'
import { verdict, verdictTitle } from './verdict.js'

// They stand in the order of the sections.
const FINDINGS = markup`<a href="#findings">Findings</a> `
const TESTS = markup`<a href="#tests">Tests</a> `
const COMPARED = markup`<a href="#compared">Compared</a> `

/** One file that shows everything, opens from a disk, and loads nothing. */
export const html: Reporter = (report) => {
  const tests = new Map(report.tests.map((test): [string, TestReport] => [test.id, test]))
  // Nothing found says as much as what was compared.
  const isQuiet = report.findings.length === 0
  return page({
    title: `${verdictTitle(report)} · leakcheck`,
    data: encodeTable(report),
    body: markup`${isQuiet ? undefined : markup`<a class="skip" href="#findings">Skip to the findings</a>`}
<a class="skip" href="#tests">Skip to the table of tests</a>
<header class="top">
<p class="brand">leakcheck <span class="muted">${report.tool.version}</span></p>
<nav aria-label="Sections">${isQuiet ? [COMPARED, TESTS] : [FINDINGS, TESTS, COMPARED]}</nav>
<button type="button" id="theme" hidden></button>
</header>
<main>
${verdict(report)}
${alerts(report)}
${leakGraph(report.findings, tests)}
${findingCards(report, tests)}
${isQuiet ? [coverage(report), testsSection(report)] : [testsSection(report), coverage(report)]}
${baselineSection(report)}
${runFacts(report)}
</main>
<footer><p class="muted">Made by leakcheck ${report.tool.version} from report.json. This page loads nothing and sends nothing.</p></footer>
<p class="vh" role="status" id="status"></p>`,
  })
}

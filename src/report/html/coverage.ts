import type { Report, Silenced, TestReport } from '../../model/report-document.js'
import { isFailure } from '../../model/outcome.js'
import { inert } from '../inert.js'
import { pairsText } from '../pairs-text.js'
import { number, plural } from '../words.js'
import { hasFailed } from './has-failed.js'
import { markup, type Markup } from './markup.js'

const MEANINGS: Readonly<Record<string, string>> = {
  together: 'the whole suite in its own order',
  alone: 'each test by itself in a process of its own',
  reverse: 'files, and the tests in them, the other way round',
  twice: 'the whole suite, twice in one process',
  after: 'each test once more, after the whole suite',
  file: 'each file by itself',
  pairs: 'tests next to each other that were not before',
}
const SHOWN = 100

/** What a clean result rests on, and what it says nothing about. */
export function coverage(report: Report): Markup {
  const { tests, notCovered, silenced = [] } = report
  const pairs = pairsText(report)
  return markup`<section id="compared" aria-labelledby="compared-title">
<h2 id="compared-title">What was compared</h2>
<div class="columns">
<div><table class="orders">
<thead><tr><th scope="col">Order</th><th scope="col">Tests run</th><th scope="col">Failed</th></tr></thead>
<tbody>${rowsOf(tests)}</tbody>
</table>${pairs === undefined ? undefined : markup`<p class="muted">${pairs}</p>`}</div>
<div><h3>Not covered</h3>
${notCovered.length === 0 ? markup`<p>Nothing of the plan was left out. Other orders than these were not tried.</p>` : list(notCovered)}
${silenced.length === 0 ? undefined : markup`<h3>Silenced: ordered on purpose</h3><ul>${silenced.map(silencedItem)}</ul>`}</div>
</div>
</section>`
}

function rowsOf(tests: readonly TestReport[]): Markup[] {
  const orders = new Map<string, { run: number; failed: number }>()
  const count = (order: string, failed: boolean) => {
    const row = orders.get(order) ?? { run: 0, failed: 0 }
    orders.set(order, { run: row.run + 1, failed: row.failed + (failed ? 1 : 0) })
  }
  for (const { together, alone, orders: others } of tests) {
    if (Object.keys(together).length > 0) count('together', hasFailed(together))
    if (Object.keys(alone).length > 0) count('alone', hasFailed(alone))
    for (const { order, failed } of inOneRow(others)) count(order, failed)
  }
  return [...orders].map(
    ([order, { run, failed }]) =>
      markup`<tr><th scope="row">${inert(order)}<span class="muted">${meaning(order)}</span></th><td>${number(run)}</td><td>${number(failed)}</td></tr>`,
  )
}

/** Orders of the stage `pairs` are many, and one row. */
function inOneRow(orders: TestReport['orders']): Iterable<{ order: string; failed: boolean }> {
  const rows = new Map<string, boolean>()
  for (const { order, outcome } of orders) {
    const row = order.startsWith('pairs:') ? 'pairs' : order
    rows.set(row, rows.get(row) === true || isFailure(outcome))
  }
  return [...rows].map(([order, failed]) => ({ order, failed }))
}

function meaning(order: string): string {
  return order.startsWith('shuffle') ? 'shuffled by that seed' : (MEANINGS[order] ?? '')
}

function list(notCovered: Report['notCovered']): Markup {
  const more = notCovered.length - SHOWN
  return markup`<ul>${notCovered
    .slice(0, SHOWN)
    .map(
      ({ what, why }) => markup`<li>${inert(what)} <span class="muted">${inert(why)}</span></li>`,
    )}</ul>${
    more > 0 ? markup`<p class="muted">${number(more)} more in report.json</p>` : undefined
  }`
}

function silencedItem({ by, victims }: Silenced): Markup {
  return markup`<li>${plural(victims.length, 'test')} by <code>${inert(by)}</code></li>`
}

import type { Evidence, Finding } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { howIn } from '../skips.js'
import { number } from '../words.js'
import { markup, type Markup } from './markup.js'
import { tries } from './tries.js'

const ROWS = 14
const PROOF = { present: 'difference there', absent: 'difference gone' } as const
/** It fails in any case: the difference is how. */
const MASKED = { present: 'as together', absent: 'as alone' } as const

/** What was run, and how often it failed: first what was seen, then what was tried on purpose. */
export function evidenceTable(finding: Finding): Markup {
  const { kind, evidence, victims, state = [] } = finding
  const proven = kind === 'masked' ? MASKED : PROOF
  const row = (entry: Counts, aside: string): Markup => rowOf(entry, howIn(finding, entry), aside)
  const isAlone = ({ what }: Evidence) => what === 'alone'
  const seen = evidence.filter(({ proof }) => proof === undefined)
  const rows = [
    ...[...seen.filter(isAlone), ...seen.filter((entry) => !isAlone(entry))].map((entry) =>
      row(entry, share(entry, victims.length)),
    ),
    ...evidence.flatMap((entry) => (entry.proof ? [row(entry, proven[entry.proof])] : [])),
    ...state.flatMap(({ path, restored, planted }) => [
      row({ what: `${path} restored`, ...restored }, 'proof'),
      ...(planted ? [row({ what: `${path} planted, victim alone`, ...planted }, 'proof')] : []),
    ]),
  ]
  const more = rows.length - ROWS
  return markup`<table class="evidence">
<caption>Evidence</caption>
<thead><tr><th scope="col">Order</th><th scope="col">Failed</th><th scope="col">Of it</th></tr></thead>
<tbody>${rows.slice(0, ROWS)}</tbody>
</table>${more > 0 ? markup`<p class="muted">${number(more)} more in report.json</p>` : undefined}`
}

type Counts = Pick<Evidence, 'what' | 'failed' | 'total'>

function rowOf({ what, failed, total }: Counts, how: string, aside: string): Markup {
  return markup`<tr><th scope="row">${inert(what)}</th><td>${tries(failed, total)}<span class="count">${number(failed)}/${number(total)} ${how}</span></td><td class="muted">${aside}</td></tr>`
}

/** Not all of a finding's tests fail in each of its orders. */
function share({ victims }: Evidence, all: number): string {
  if (!victims || victims.length === all) return all === 1 ? '' : `all ${number(all)}`
  return `${number(victims.length)} of ${number(all)}`
}

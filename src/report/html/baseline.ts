import type { BaselineStale, Report } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { number } from '../words.js'
import { commandBox } from './command-box.js'
import { markup, type Markup } from './markup.js'
import { testName } from './name.js'

const SHOWN = 50

/** What the baseline knows and this run has not seen: fixed, or not looked for. */
export function baselineSection({ baseline }: Report): Markup | undefined {
  if (!baseline || baseline.fixed.length + baseline.notCompared.length === 0) return undefined
  const { file, fixed, notCompared, prune } = baseline
  return markup`<section id="baseline" aria-labelledby="baseline-title">
<h2 id="baseline-title">Baseline <code>${inert(file)}</code></h2>
${list('Fixed: not seen any more', fixed)}
${fixed.length > 0 ? commandBox('the command that removes what is fixed', prune, 'baseline.prune') : undefined}
${list('Not compared in this run', notCompared)}
</section>`
}

function list(title: string, entries: readonly BaselineStale[]): Markup | undefined {
  if (entries.length === 0) return undefined
  const more = entries.length - SHOWN
  return markup`<h3>${title}</h3><ul>${entries
    .slice(0, SHOWN)
    .map(
      ({ what, victims, why }) =>
        markup`<li>${testName(victims[0] ?? '')} ${inert(what)} <span class="muted">${inert(why)}</span></li>`,
    )}</ul>${more > 0 ? markup`<p class="muted">${number(more)} more in report.json</p>` : undefined}`
}

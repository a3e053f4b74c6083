import type { Finding } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { plural } from '../words.js'
import { becauseOf } from './because.js'
import { markup, type Markup } from './markup.js'
import { name, testName } from './name.js'

const NAMES = 3

/** One finding as a picture: who → state → whom. */
export function flow(finding: Finding): Markup {
  const { what, names, aside, crowd } = becauseOf(finding)
  const verb = finding.kind === 'brittle' ? 'Needs' : 'Because of'
  const named = finding.state?.length ? 'named' : 'unnamed'
  return markup`<ol class="flow ${named}">
<li class="because"><h4>${verb}</h4><p class="big">${what}</p>${crowd ? list(crowd, 'crowd') : list(names)}${aside === undefined ? undefined : markup`<p class="muted">${aside}</p>`}</li>
<li class="state"><h4>State</h4>${stateOf(finding)}</li>
<li class="fails"><h4>${finding.kind === 'brittle' ? 'Fails without it' : 'Fails'}</h4><p class="big">${plural(finding.victims.length, 'test')}</p><p class="error">${firstLine(finding)}</p>${list(finding.victims)}</li>
</ol>`
}

function stateOf({ state = [] }: Finding): Markup {
  if (state.length === 0) return markup`<p class="muted">not named</p>`
  return markup`${state.map(
    ({ path, before, after }) =>
      markup`<p class="big">${name(path)}</p><p><code>${inert(before)}</code> → <code>${inert(after)}</code></p>`,
  )}`
}

function list(ids: readonly string[], look = 'named'): Markup {
  if (ids.length === 0) return markup``
  const more = ids.length - NAMES
  return markup`<ul class="${look}">${ids.slice(0, NAMES).map((id) => markup`<li>${testName(id)}</li>`)}${
    more > 0 ? markup`<li class="muted">and ${plural(more, 'more', 'more')}</li>` : undefined
  }</ul>`
}

function firstLine({ failure }: Finding): string {
  const [first = ''] = failure.message.trim().split('\n')
  return inert(first.trim() === '' ? failure.type : first.trim(), 160)
}

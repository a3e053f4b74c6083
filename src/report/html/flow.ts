import type { Finding } from '../../model/report-document.js'
import { inert } from '../inert.js'
import { plural } from '../words.js'
import { becauseOf } from './because.js'
import { markup, type Markup } from './markup.js'
import { name, testName } from './name.js'
import { testLink } from './test-link.js'

/** So many names a box has room for. */
export const NAMES = 3

/** One finding as a picture: who → state → whom; without the state while nothing has a name. */
export function flow(finding: Finding): Markup {
  const { what, names, aside, crowd } = becauseOf(finding)
  const verb = finding.kind === 'brittle' ? 'Needs' : 'Because of'
  const state = stateBox(finding)
  return markup`<ol class="flow ${state ? 'named' : 'unnamed'}">
<li class="because"><h4>${verb}</h4><p class="big">${what}</p>${crowd ? list(crowd, 'crowd') : list(names)}${aside === undefined ? undefined : markup`<p class="muted">${aside}</p>`}</li>
${state}
<li class="fails"><h4>${finding.kind === 'brittle' ? 'Fails without it' : 'Fails'}</h4>${finding.victims.length === 1 ? undefined : markup`<p class="big">${plural(finding.victims.length, 'test')}</p>`}<p class="error">${firstLine(finding)}</p>${list(finding.victims, 'named', testLink)}</li>
</ol>`
}

function stateBox({ state = [] }: Finding): Markup | undefined {
  if (state.length === 0) return undefined
  const cells = state.map(
    ({ path, before, after }) =>
      markup`<p class="big">${name(path)}</p><p><code>${inert(before)}</code> → <code>${inert(after)}</code></p>`,
  )
  return markup`<li class="state"><h4>State</h4>${cells}</li>`
}

function list(
  ids: readonly string[],
  look = 'named',
  show: (id: string) => Markup = testName,
): Markup {
  if (ids.length === 0) return markup``
  const more = ids.length - NAMES
  return markup`<ul class="${look}">${ids.slice(0, NAMES).map((id) => markup`<li>${show(id)}</li>`)}${
    more > 0 ? markup`<li class="muted">and ${plural(more, 'more', 'more')}</li>` : undefined
  }</ul>`
}

function firstLine({ failure }: Finding): string {
  const [first = ''] = failure.message.trim().split('\n')
  return inert(first.trim() === '' ? failure.type : first.trim(), 160)
}

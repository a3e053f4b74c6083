import { KINDS, type Kind, type Report } from '../../model/report-document.js'
import { number, plural } from '../words.js'
import { markup, type Markup } from './markup.js'

/** The table of tests: its frame. The page's script fills it, so that ten thousand tests cost only what is looked at. */
export function testsSection({ counts }: Report): Markup {
  const kinds = KINDS.filter((kind) => counts[kind] > 0)
  return markup`<section id="tests" aria-labelledby="tests-title">
<h2 id="tests-title">${plural(counts.tests, 'test')}</h2>
<noscript><p class="notice">The table of tests is drawn by this page’s script. Everything else is here without it.</p></noscript>
<form class="filters" role="search" aria-label="Filter the tests" hidden>
<label>Search <input type="search" id="search" placeholder="name, note or finding" autocomplete="off" spellcheck="false"></label>
<label>File <select id="file"><option value="">all files</option></select></label>
<fieldset><legend>Kinds</legend>${kinds.map((kind) => chip(kind, counts[kind]))}</fieldset>
<p class="muted" id="shown"></p>
</form>
<div class="scroll" id="matrix" tabindex="0" role="region" aria-label="Table of tests"></div>
</section>`
}

function chip(kind: Kind, count: number): Markup {
  return markup`<button type="button" class="chip" data-kind="${kind}" aria-pressed="false"><svg class="dot" aria-hidden="true" viewBox="0 0 10 10"><rect class="fill-${kind}" width="10" height="10" rx="2"/></svg>${kind} <span class="muted">${number(count)}</span></button>`
}

import type { Cell, Result, Row } from '../table-data.js'
import { element, spoken } from './element.js'

/** Forms, not only colours. */
const GLYPHS: Readonly<Record<Cell[0], string>> = {
  passed: '○',
  failed: '●',
  mixed: '◐',
  crashed: '✕',
  'timed-out': '⧖',
  skipped: '–',
  missing: '?',
  none: '',
}
const FAILURES: readonly Cell[0][] = ['failed', 'mixed', 'crashed', 'timed-out']

/** How one test fared in one order. */
export function outcomeCell([look, said]: Cell, order: string): HTMLElement {
  return element(
    'td',
    { class: `cell ${look}`, title: said, 'data-order': order },
    element('span', { 'aria-hidden': 'true' }, GLYPHS[look]),
    spoken(said),
  )
}

/** How the tests of a file fared in one order: how many failed. */
export function fileCell(
  tests: readonly Row[],
  results: readonly Result[],
  [order, column]: readonly [string, number],
): HTMLElement {
  const looks = tests.map(([, at]) => results[at]?.cells[column]?.[0] ?? 'none')
  const failed = looks.filter((look) => FAILURES.includes(look)).length
  const run = looks.filter((look) => look !== 'none').length
  const said = run === 0 ? 'was not run' : `${String(failed)} of ${String(run)} failed`
  const calm = looks.includes('passed')
    ? 'passed'
    : (looks.find((each) => each !== 'none') ?? 'none')
  const look = failed > 0 ? 'failed' : calm
  return element(
    'td',
    { class: `cell ${look}`, title: said, 'data-order': order },
    element('span', { 'aria-hidden': 'true' }, failed > 0 ? String(failed) : GLYPHS[look]),
    spoken(said),
  )
}

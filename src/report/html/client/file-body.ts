import { KINDS } from '../../../model/report-document.js'
import { kindCount } from '../../words.js'
import type { FilteredFile } from '../filter-table.js'
import type { Row, TableData } from '../table-data.js'
import { fileCell, outcomeCell } from './cells.js'
import { element, nameElement } from './element.js'
import { testDetails } from './test-details.js'

const TESTS_SHOWN = 200

export interface FileBody {
  readonly body: HTMLTableSectionElement
  /** Shows its tests, at least the first `count`. */
  readonly open: (count?: number) => void
}

/** A file of the table: one row, and its tests below it once somebody wants to see them. */
export function fileBody(data: TableData, { file, tests }: FilteredFile): FileBody {
  const button = element('button', { type: 'button', class: 'fold', 'aria-expanded': 'false' })
  button.append(nameElement(file.name))
  const head = element(
    'tr',
    { class: 'file' },
    element('th', { scope: 'rowgroup' }, button),
    element('td', { class: 'kind' }, kindsOf(tests, data)),
    ...data.orders.map((order, column) => fileCell(tests, data.results, [order, column])),
  )
  const body = element('tbody', {}, head)
  /** Its own row stays where it is: what is taken out loses the focus. */
  const fill = (...rows: readonly HTMLTableRowElement[]): void => {
    while (body.rows.length > 1) body.deleteRow(1)
    body.append(...rows)
  }
  const close = (): void => {
    button.setAttribute('aria-expanded', 'false')
    fill()
  }
  const open = (count = TESTS_SHOWN): void => {
    button.setAttribute('aria-expanded', 'true')
    const shown = tests.slice(0, Math.max(count, TESTS_SHOWN))
    fill(...shown.map((row) => testRow(data, file.prefix, row)))
    if (shown.length < tests.length) body.append(moreRow(tests.length - shown.length))
  }
  const moreRow = (left: number): HTMLTableRowElement => {
    const more = element('button', { type: 'button' }, `Show ${String(left)} more tests`)
    more.addEventListener('click', () => {
      const next = tests.length - left + 1
      open(tests.length)
      body.rows[next]?.querySelector('button')?.focus()
    })
    const span = String(data.orders.length + 2)
    return element('tr', {}, element('td', { colspan: span }, more))
  }
  button.addEventListener('click', () =>
    button.getAttribute('aria-expanded') === 'true' ? close() : open(),
  )
  return { body, open }
}

/** `3 victims, 9 clean` */
function kindsOf(tests: readonly Row[], { results }: TableData): string {
  const kinds = tests.map(([, at]) => results[at]?.kind)
  return KINDS.filter((kind) => kinds.includes(kind))
    .map((kind) => kindCount(kind, kinds.filter((each) => each === kind).length))
    .join(', ')
}

function testRow(data: TableData, prefix: string, [rest, at, line]: Row): HTMLTableRowElement {
  const result = data.results[at]
  if (!result) return element('tr')
  const id = prefix + rest
  const title = rest.replace(/^(?:::| > )/, '')
  const button = element('button', { type: 'button', class: 'test', 'aria-expanded': 'false' })
  button.append(nameElement(title === '' ? id : title))
  const row = element(
    'tr',
    { class: 'test', 'data-id': id },
    element('th', { scope: 'row' }, button),
    element('td', { class: `kind ${result.kind}` }, result.kind),
    ...result.cells.map((cell, column) => outcomeCell(cell, data.orders[column] ?? '')),
  )
  let details: HTMLTableRowElement | undefined
  button.addEventListener('click', () => {
    if (details) {
      details.remove()
      details = undefined
    } else {
      details = testDetails(data, { id, line, result })
      row.after(details)
    }
    button.setAttribute('aria-expanded', String(details !== undefined))
  })
  return row
}

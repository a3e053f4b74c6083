import type { Result, TableData } from '../table-data.js'
import { element, nameElement } from './element.js'

/** All that the report knows about one test, as a row of its own. */
export function testDetails(
  data: TableData,
  { id, line, result }: { id: string; line: number; result: Result },
): HTMLTableRowElement {
  const rows: [string, Node | string][] = [
    ['id', nameElement(id)],
    ...(line > 0 ? [['line', String(line)] as [string, string]] : []),
    ['kind', `${result.kind}: ${result.meaning}`],
    ...(result.note === undefined ? [] : [['note', result.note] as [string, string]]),
    ...data.orders.map((order, at): [string, string] => [order, result.cells[at]?.[1] ?? '']),
    ...(result.findings.length === 0
      ? []
      : [['findings', findingLinks(result.findings)] as [string, Node]]),
    ['link', element('a', { href: testHash(id) }, 'to this test')],
  ]
  const list = element(
    'dl',
    {},
    ...rows.map(([label, content]) =>
      element('div', {}, element('dt', {}, label), element('dd', {}, content)),
    ),
  )
  const span = String(data.orders.length + 2)
  return element('tr', { class: 'details' }, element('td', { colspan: span }, list, why(data, id)))
}

function testHash(id: string): string {
  return `#test/${encodeURIComponent(id)}`
}

function findingLinks(findings: readonly string[]): Node {
  const links = element('span', {})
  for (const id of findings) links.append(element('a', { href: `#${id}` }, id), ' ')
  return links
}

/** Every run of the test, by leakcheck itself. */
function why({ command }: TableData, id: string): HTMLElement {
  const quoted = `'${id.replaceAll("'", `'\\''`)}'`
  return element(
    'div',
    { class: 'command' },
    element('pre', {}, element('code', {}, `${command} why ${quoted}`)),
    element(
      'button',
      { type: 'button', 'data-copy': '', 'aria-label': 'Copy: the command that tells more' },
      'Copy',
    ),
  )
}

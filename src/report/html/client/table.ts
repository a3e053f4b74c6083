import { filterTable, type Filter } from '../filter-table.js'
import type { TableData } from '../table-data.js'
import { byId, element } from './element.js'
import { fileBody } from './file-body.js'

const FILES_SHOWN = 30
/** So few that nobody wants to open them one by one. */
const FEW = 60

/** Draws the part of the table that the filter lets through, and as much of it as anybody has asked for. */
export function drawTable(data: TableData, filter: Filter, isFiltered: boolean): void {
  const files = filterTable(data, filter)
  const count = files.reduce((sum, { tests }) => sum + tests.length, 0)
  const all = data.files.reduce((sum, { tests }) => sum + tests.length, 0)
  const table = element('table', { class: shape(data) }, caption(), head(data))
  const add = (from: number, to: number): void => {
    for (const each of files.slice(from, to)) {
      const { body, open } = fileBody(data, each)
      table.append(body)
      if (isFiltered && count <= FEW) open()
    }
  }
  const shown = isFiltered && count <= FEW ? files.length : FILES_SHOWN
  add(0, shown)
  byId('matrix', HTMLElement).replaceChildren(table, ...moreFiles(shown, files.length, add))
  byId('shown', HTMLElement).textContent =
    `${count.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} tests, in ${files.length.toLocaleString('en-US')} files`
}

/** One file, and in it one test: opened, in sight and in focus. */
export function revealTest(data: TableData, fileIndex: number, id: string): void {
  const [found] = filterTable(data, { text: '', kinds: new Set(), file: fileIndex })
  if (!found) return
  const { body, open } = fileBody(data, found)
  open(found.tests.findIndex(([rest]) => found.file.prefix + rest === id) + 1)
  const table = element('table', { class: shape(data) }, caption(), head(data), body)
  byId('matrix', HTMLElement).replaceChildren(table)
  byId('shown', HTMLElement).textContent = `the ${String(found.tests.length)} tests of one file`
  const row = [...body.rows].find(({ dataset }) => dataset.id === id)
  const button = row?.querySelector('button')
  button?.click()
  button?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'center' })
}

/** With few orders there is room for all of them on a narrow screen. */
function shape({ orders }: TableData): string {
  return orders.length <= 6 ? 'matrix few' : 'matrix many'
}

function caption(): HTMLElement {
  return element('caption', { class: 'vh' }, 'Tests by file: kind, and outcome in each order')
}

function head({ orders }: TableData): HTMLElement {
  const titles = ['Test', 'Kind', ...orders].map((title, at) =>
    element('th', { scope: 'col', ...(at > 1 ? { class: 'order' } : {}) }, title),
  )
  return element('thead', {}, element('tr', {}, ...titles))
}

function moreFiles(
  first: number,
  total: number,
  add: (from: number, to: number) => void,
): HTMLElement[] {
  let shown = first
  if (total <= shown) return []
  const button = element('button', { type: 'button', class: 'more' })
  const say = (): void => {
    button.textContent = `Show ${String(Math.min(total - shown, 300))} more files`
  }
  button.addEventListener('click', () => {
    add(shown, shown + 300)
    document.querySelectorAll<HTMLElement>('.fold')[shown]?.focus()
    shown += 300
    if (shown >= total) button.remove()
    else say()
  })
  say()
  return [button]
}

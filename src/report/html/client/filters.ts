import { EVERYTHING, type Filter } from '../filter-table.js'
import type { TableData } from '../table-data.js'
import { byId, element } from './element.js'
import { drawTable } from './table.js'

export interface Filters {
  /** Sets the controls and draws; what is left out is set to all. */
  set(filter: { kind?: string; file?: number }): void
}

/** Search, file and kinds: what they say is what the table shows. */
export function startFilters(data: TableData): Filters {
  const search = byId('search', HTMLInputElement)
  const select = byId('file', HTMLSelectElement)
  const chips = [...document.querySelectorAll<HTMLButtonElement>('.chip')]
  data.files.forEach(({ name }, index) =>
    select.append(element('option', { value: String(index) }, name)),
  )
  const draw = (): void => {
    const filter = read(search, select, chips)
    drawTable(data, filter, isNarrow(filter))
  }
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      press(chip, !isPressed(chip))
      draw()
    })
  }
  search.addEventListener('input', draw)
  select.addEventListener('change', draw)
  search.form?.addEventListener('submit', (event) => event.preventDefault())
  if (search.form) search.form.hidden = false
  draw()
  return {
    set({ kind, file }) {
      search.value = ''
      select.value = file === undefined ? '' : String(file)
      for (const chip of chips) press(chip, chip.dataset.kind === kind)
      draw()
    },
  }
}

function read(
  search: HTMLInputElement,
  select: HTMLSelectElement,
  chips: readonly HTMLButtonElement[],
): Filter {
  return {
    ...EVERYTHING,
    text: search.value,
    kinds: new Set(chips.filter(isPressed).map(({ dataset }) => dataset.kind ?? '')),
    file: select.value === '' ? undefined : Number(select.value),
  }
}

function isNarrow({ text, kinds, file }: Filter): boolean {
  return text.trim() !== '' || kinds.size > 0 || file !== undefined
}

function isPressed(chip: HTMLButtonElement): boolean {
  return chip.getAttribute('aria-pressed') === 'true'
}

function press(chip: HTMLButtonElement, pressed: boolean): void {
  chip.setAttribute('aria-pressed', String(pressed))
}

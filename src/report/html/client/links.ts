import type { TableData } from '../table-data.js'
import { byId } from './element.js'
import type { Filters } from './filters.js'
import { revealTest } from './table.js'

/** `#test/<id>` and `#kind/<kind>` lead into the table; `#L1` is the browser's own. */
export function startLinks(data: TableData, filters: Filters): void {
  const follow = (): void => {
    const [, to, what = ''] = /^#(test|kind)\/(.*)$/s.exec(location.hash) ?? []
    const wanted = decoded(what)
    if (to === 'kind') {
      filters.set({ kind: wanted })
      byId('tests', HTMLElement).scrollIntoView()
    }
    if (to === 'test') {
      const file = data.files.findIndex(({ prefix, tests }) =>
        tests.some(([rest]) => prefix + rest === wanted),
      )
      if (file === -1) return
      filters.set({ file })
      revealTest(data, file, wanted)
    }
  }
  addEventListener('hashchange', follow)
  follow()
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

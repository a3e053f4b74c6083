import type { Kind } from '../../model/report-document.js'
import type { Result, Row, TableData, TableFile } from './table-data.js'

export interface Filter {
  /** Words, all of which must occur in the id, the note or the findings. */
  readonly text: string
  /** None: all. */
  readonly kinds: ReadonlySet<string>
  /** The index of a file; undefined: all. */
  readonly file?: number | undefined
}

export interface FilteredFile {
  readonly index: number
  readonly file: TableFile
  readonly tests: readonly Row[]
}

export const EVERYTHING: Filter = { text: '', kinds: new Set() }

/** The tests that a filter lets through, by file; files with more to see than passes come first. */
export function filterTable(data: TableData, filter: Filter): FilteredFile[] {
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const isWanted = (file: TableFile, [rest, at]: Row): boolean => {
    const result = data.results[at]
    if (!result || (filter.kinds.size > 0 && !filter.kinds.has(result.kind))) return false
    if (words.length === 0) return true
    const text = searchText(file.prefix + rest, result)
    return words.every((word) => text.includes(word))
  }
  const files = data.files
    .map((file, index) => ({
      index,
      file,
      tests:
        filter.file === undefined || filter.file === index
          ? file.tests.filter((row) => isWanted(file, row))
          : [],
    }))
    .filter(({ tests }) => tests.length > 0)
  const isCalm = ({ tests }: FilteredFile): boolean =>
    tests.every(([, at]) => CALM.has(data.results[at]?.kind ?? 'clean'))
  return [...files.filter((file) => !isCalm(file)), ...files.filter(isCalm)]
}

const CALM: ReadonlySet<Kind> = new Set<Kind>(['clean', 'skipped', 'not-compared'])

function searchText(id: string, { findings, note = '' }: Result): string {
  return `${id}\n${findings.join(' ')}\n${note}`.toLowerCase()
}

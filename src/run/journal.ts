import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { RunRecord } from '../model/run.js'
import type { FoldersState } from './folders.js'
import { headerSchema, noteSchema, recordSchema } from './journal-schema.js'
import { statsOf } from './own-names.js'

/** The first line of a journal: what its runs are worth anything for. */
export interface JournalHeader {
  readonly journal: 1
  /** ISO 8601, UTC. */
  readonly startedAt: string
  readonly seed: number
  /** What the results rest on, by name, each as a digest. */
  readonly basis: Readonly<Record<string, string>>
}

/** What the next leakcheck must know of the project's files if this one is killed. A line of its own each, beside those of runs. */
export type JournalNote =
  /** All of them before any test ran, by path, each with what tells one state of it from another. */
  | { readonly tree: Readonly<Record<string, string>> }
  /** From here on runs are kept apart, or cannot be. */
  | { readonly folders: FoldersState }

/** A record as the journal keeps it: its results name the order. */
export type JournalRecord = Omit<RunRecord, 'request'> & {
  readonly request: Omit<RunRecord['request'], 'order'>
}

/** A record as a line of the journal, without its newline. */
export function journalLine({ request, ...rest }: RunRecord): string {
  // The results name the order; once is enough.
  return JSON.stringify({ ...rest, request: { ...request, order: undefined } })
}

/**
 * The records in which a test has a result. Line by line: the journal of a large suite is larger than what fits into
 * memory, and most of it is about other tests.
 *
 * @returns undefined when there is no journal
 */
export async function readJournal(file: string, id: string): Promise<JournalRecord[] | undefined> {
  if (!isThere(file)) return undefined
  const written = JSON.stringify(id)
  const records: JournalRecord[] = []
  for await (const line of linesOf(file)) {
    if (!line.includes(written)) continue
    const record = parse(line)
    if (isRecord(record) && record.results.some((result) => result.id === id)) records.push(record)
  }
  return records
}

export interface WholeJournal {
  readonly header: JournalHeader
  readonly records: RunRecord[]
  /** Lines that are not as leakcheck writes them, and runs of which a part is lost: left out. */
  readonly leftOut: number
}

/**
 * All of it, to go on from there.
 *
 * @returns undefined when there is none, or none that says what it rests on
 */
export async function readWholeJournal(file: string): Promise<WholeJournal | undefined> {
  if (!isThere(file)) return undefined
  let header: JournalHeader | undefined
  let broken = 0
  let torn = 0
  const kept: JournalRecord[] = []
  for await (const line of linesOf(file)) {
    broken += torn
    torn = 0
    const read = parse(line)
    // The last line of a leakcheck that was killed may be half a line.
    if (read === undefined) torn = 1
    else if (isHeader(read)) header = read
    else if (isRecord(read)) kept.push(read)
    // Whatever else a line may be, in a later version.
    else if ('journal' in read || 'results' in read) broken += 1
  }
  if (!header) return undefined
  const records = withOrders(kept)
  return { header, records, leftOut: broken + kept.length - records.length }
}

/**
 * Its notes alone, without the runs.
 *
 * @returns the last of each kind
 */
export async function readNotes(
  file: string,
): Promise<{ tree?: Readonly<Record<string, string>>; folders?: FoldersState }> {
  if (!isThere(file)) return {}
  let notes = {}
  for await (const line of linesOf(file)) {
    if (!/^\{"(tree|folders)":/.test(line)) continue
    const read = parse(line)
    if (noteSchema.safeParse(read).success) notes = { ...notes, ...read }
  }
  return notes
}

/** More runs than this never share their beginnings one by way of another. */
const LONGEST_CHAIN = 1_000

/** Of runs that share their beginning with another one, only that one names it. */
function withOrders(kept: readonly JournalRecord[]): RunRecord[] {
  const byRun = new Map(kept.map((record) => [record.run, record]))
  const orders = new Map<JournalRecord, readonly string[]>()
  const orderOf = (record: JournalRecord): readonly string[] | undefined => {
    const chain: JournalRecord[] = []
    let at = record
    while (!orders.has(at)) {
      chain.push(at)
      if (!at.shared) break
      const first = byRun.get(at.shared.run)
      if (!first || chain.length > LONGEST_CHAIN) return undefined
      at = first
    }
    for (const each of chain.reverse()) {
      const first = each.shared && byRun.get(each.shared.run)
      const begun = (first && orders.get(first)) ?? []
      const ids = each.results.map(({ id }) => id)
      orders.set(each, [...begun.slice(0, each.shared?.entries ?? 0), ...ids])
    }
    return orders.get(record)
  }
  return kept.flatMap((record) => {
    const order = orderOf(record)
    return order ? [{ ...record, request: { ...record.request, order } }] : []
  })
}

/** A journal is no link, and nothing that has no end. */
function isThere(file: string): boolean {
  return statsOf(file)?.isFile() === true
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}

function isHeader(read: object): read is JournalHeader {
  return 'journal' in read && headerSchema.safeParse(read).success
}

function isRecord(read: object | undefined): read is JournalRecord {
  return read !== undefined && 'results' in read && recordSchema.safeParse(read).success
}

function parse(line: string): object | undefined {
  try {
    const read: unknown = JSON.parse(line)
    return typeof read === 'object' && read !== null ? read : undefined
  } catch {
    return undefined
  }
}

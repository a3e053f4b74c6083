import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { RunRecord } from '../model/run.js'
import type { FoldersState } from './folders.js'

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
  if (!existsSync(file)) return undefined
  const written = JSON.stringify(id)
  const records: JournalRecord[] = []
  for await (const line of linesOf(file)) {
    if (!line.includes(written)) continue
    const record = parse(line)
    if (record && 'results' in record && record.results.some((result) => result.id === id))
      records.push(record)
  }
  return records
}

/**
 * All of it, to go on from there.
 *
 * @returns undefined when there is none, or none that says what it rests on
 */
export async function readWholeJournal(
  file: string,
): Promise<{ readonly header: JournalHeader; readonly records: RunRecord[] } | undefined> {
  if (!existsSync(file)) return undefined
  let header: JournalHeader | undefined
  const kept: JournalRecord[] = []
  for await (const line of linesOf(file)) {
    const read = parse(line)
    if (read === undefined) continue
    if ('journal' in read) header = read
    // Whatever else a line may be, now or in a later version.
    else if ('results' in read) kept.push(read)
  }
  return header && { header, records: withOrders(kept) }
}

/**
 * Its notes alone, without the runs.
 *
 * @returns the last of each kind
 */
export async function readNotes(
  file: string,
): Promise<{ tree?: Readonly<Record<string, string>>; folders?: FoldersState }> {
  let notes = {}
  for await (const line of linesOf(file)) {
    if (!/^\{"(tree|folders)":/.test(line)) continue
    notes = { ...notes, ...(parse(line) as JournalNote | undefined) }
  }
  return notes
}

/** Of runs that share their beginning with another one, only that one names it. */
function withOrders(kept: readonly JournalRecord[]): RunRecord[] {
  const byRun = new Map(kept.map((record) => [record.run, record]))
  const orders = new Map<string, readonly string[]>()
  const orderOf = (record: JournalRecord): readonly string[] => {
    const known = orders.get(record.run)
    if (known) return known
    const { shared, results } = record
    const first = shared && byRun.get(shared.run)
    const begun = first ? orderOf(first).slice(0, shared.entries) : []
    const order = [...begun, ...results.map(({ id }) => id)]
    orders.set(record.run, order)
    return order
  }
  return kept
    .filter(({ shared }) => !shared || byRun.has(shared.run))
    .map((record) => ({ ...record, request: { ...record.request, order: orderOf(record) } }))
}

function linesOf(file: string): AsyncIterable<string> {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity })
}

/** The last line of a leakcheck that was killed may be half a line. */
function parse(line: string): JournalHeader | JournalRecord | JournalNote | undefined {
  try {
    return JSON.parse(line) as JournalHeader | JournalRecord | JournalNote
  } catch {
    return undefined
  }
}

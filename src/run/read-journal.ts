import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { RunRecord } from '../model/run.js'

/** A record as the journal keeps it: its results name the order. */
export type JournalRecord = Omit<RunRecord, 'request'> & {
  readonly request: Omit<RunRecord['request'], 'order'>
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
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    if (!line.includes(written)) continue
    const record = parse(line)
    if (record?.results.some((result) => result.id === id)) records.push(record)
  }
  return records
}

/** The last line of a leakcheck that was killed may be half a line. */
function parse(line: string): JournalRecord | undefined {
  try {
    return JSON.parse(line) as JournalRecord
  } catch {
    return undefined
  }
}

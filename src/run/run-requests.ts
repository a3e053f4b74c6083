import pMap from 'p-map'
import { batches } from './batches.js'
import { mayHaveClashed } from './clash.js'
import type { RunRecord, RunRequest } from '../model/run.js'

/** A run that died is taken up again without the tests that ended it; this often, then the rest stays missing. */
const MOST_RESTARTS = 25

export interface RunPorts {
  /** Several only if {@link batches} puts them together. */
  readonly execute: (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>
  /** Called with each record as its run ends. */
  readonly onRecord: (record: RunRecord) => void
  /** How many runs may be under way at once. */
  readonly jobs: number
  /** Why no further run may be started, once there is a reason. */
  readonly stop: () => string | undefined
  /** A run failed beside another one, and does not by itself. */
  readonly onClash?: () => void
}

/** So many runs that fail by themselves as they did beside others, and it is not the others. */
const MOST_REPRODUCED = 3

/** Requests that were not run, because there was a reason to stop. */
export interface Ran {
  readonly records: readonly RunRecord[]
  readonly left: readonly RunRequest[]
}

/** Runs the requests side by side, exclusive ones after that one by one. */
export async function runRequests(requests: readonly RunRequest[], ports: RunPorts): Promise<Ran> {
  const records: RunRecord[] = []
  const left: RunRequest[] = []
  const cold: RunRequest[] = []
  const clashed: RunRequest[] = []
  let reproduced = 0
  const run = async (batch: readonly RunRequest[]): Promise<void> => {
    if (ports.stop() !== undefined) return void left.push(...batch)
    const isBeside = ports.jobs > 1 && batch[0]?.exclusive !== true && reproduced < MOST_REPRODUCED
    const firsts = (await ports.execute(batch)).map((record) =>
      isBeside && mayHaveClashed(record) ? doubtful(record) : record,
    )
    for (const first of firsts) ports.onRecord(first)
    for (const first of firsts) {
      const { request, end } = first
      if (end.kind === 'void' && end.coldAgain)
        cold.push({ ...request, host: 'cold', exclusive: true })
      else if (end.kind === 'void' && end.clash) clashed.push({ ...request, exclusive: true })
      else records.push(...(await toTheEnd(first, ports)))
    }
  }
  const sideBySide = requests.filter(({ exclusive }) => exclusive !== true)
  await pMap(batches(sideBySide, ports.jobs), run, { concurrency: ports.jobs })
  const exclusive = requests.filter((request) => request.exclusive === true)
  for (const request of clashed) {
    const before = records.length
    await run([request])
    // It fails by itself as well: what it says is its own doing.
    if (records.slice(before).some(mayHaveClashed)) reproduced += 1
    else ports.onClash?.()
  }
  for (const request of [...cold, ...exclusive]) await run([request])
  return { records, left }
}

/** It proves nothing until it has been run by itself. */
function doubtful(record: RunRecord): RunRecord {
  const why = 'it may have clashed with a run beside it: once more by itself'
  return { ...record, end: { kind: 'void', why, clash: true } }
}

/**
 * When a test ended its process, the order is run again without that test, so that those behind it get their verdict in
 * the company that they have.
 */
async function toTheEnd(first: RunRecord, ports: RunPorts): Promise<RunRecord[]> {
  let last = await onceMoreIfVoid(first, ports)
  const records = [last]
  for (let restarts = 0; restarts < MOST_RESTARTS && ports.stop() === undefined; restarts++) {
    const next = remainder(last)
    if (!next) break
    last = await onceMoreIfVoid(await runOne(next, ports), ports)
    records.push(last)
  }
  return records
}

async function onceMoreIfVoid(record: RunRecord, ports: RunPorts): Promise<RunRecord> {
  return record.end.kind === 'void' ? runOne(record.request, ports) : record
}

async function runOne(request: RunRequest, { execute, onRecord }: RunPorts): Promise<RunRecord> {
  const [record] = await execute([request])
  if (!record) throw new Error('a run without a record')
  onRecord(record)
  return record
}

/**
 * The order without the tests that ended the run; undefined when nothing is missing. Where something between tests ended it
 * (an after-all hook), only what is missing: with the others the process would end again.
 */
function remainder({ request, results, end, shared }: RunRecord): RunRequest | undefined {
  if (end.kind !== 'crashed' && end.kind !== 'timed-out') return undefined
  // What a shared beginning came to, its own run has taken up.
  if (shared) return undefined
  if (!results.some(({ outcome }) => outcome === 'missing')) return undefined
  const fatal = new Set(
    results
      .filter(({ outcome }) => outcome === 'crashed' || outcome === 'timed-out')
      .map(({ id }) => id),
  )
  const missing = results.filter(({ outcome }) => outcome === 'missing').map(({ id }) => id)
  const order = fatal.size === 0 ? missing : request.order.filter((id) => !fatal.has(id))
  return order.length === 0 ? undefined : { ...request, order }
}

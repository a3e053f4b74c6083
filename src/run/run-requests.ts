import pMap from 'p-map'
import type { RunRecord, RunRequest } from '../model/run.js'

/** A run that died is taken up again without the tests that ended it; this often, then the rest stays missing. */
const MOST_RESTARTS = 25

export interface RunPorts {
  readonly execute: (request: RunRequest) => Promise<RunRecord>
  /** Called with each record as its run ends. */
  readonly onRecord: (record: RunRecord) => void
  /** How many runs may be under way at once. */
  readonly jobs: number
  /** Why no further run may be started, once there is a reason. */
  readonly stop: () => string | undefined
}

/** Requests that were not run, because there was a reason to stop. */
export interface Ran {
  readonly records: readonly RunRecord[]
  readonly left: readonly RunRequest[]
}

/** Runs the requests side by side, exclusive ones after that one by one. */
export async function runRequests(requests: readonly RunRequest[], ports: RunPorts): Promise<Ran> {
  const records: RunRecord[] = []
  const left: RunRequest[] = []
  const run = async (request: RunRequest): Promise<void> => {
    if (ports.stop() !== undefined) left.push(request)
    else records.push(...(await toTheEnd(request, ports)))
  }
  await pMap(
    requests.filter(({ exclusive }) => exclusive !== true),
    run,
    { concurrency: ports.jobs },
  )
  for (const request of requests) if (request.exclusive === true) await run(request)
  return { records, left }
}

/**
 * Runs one order; when a test ends its process, runs the order again without that test, so that those behind it
 * get their verdict in the company that they have.
 */
async function toTheEnd(request: RunRequest, ports: RunPorts): Promise<RunRecord[]> {
  const records: RunRecord[] = []
  let next: RunRequest | undefined = request
  for (let restarts = 0; next && restarts <= MOST_RESTARTS; restarts++) {
    const record: RunRecord = await onceMoreIfVoid(next, ports)
    records.push(record)
    next = ports.stop() === undefined ? remainder(record) : undefined
  }
  return records
}

async function onceMoreIfVoid(
  request: RunRequest,
  { execute, onRecord }: RunPorts,
): Promise<RunRecord> {
  const record = await execute(request)
  onRecord(record)
  if (record.end.kind !== 'void') return record
  const again = await execute(request)
  onRecord(again)
  return again
}

/**
 * The order without the tests that ended the run; undefined when nothing is missing. Where something between tests ended it
 * (an after-all hook), only what is missing: with the others the process would end again.
 */
function remainder({ request, results, end }: RunRecord): RunRequest | undefined {
  if (end.kind !== 'crashed' && end.kind !== 'timed-out') return undefined
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

import { requestKey } from '../model/request-key.js'
import type { RunRecord, RunRequest } from '../model/run.js'

type Execute = (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>

export interface KnownRuns {
  readonly execute: Execute
  /** What was taken from there instead of being run. */
  readonly taken: () => {
    readonly runs: number
    readonly processes: number
    readonly cpuMs: number
  }
}

/**
 * Answers requests with what an earlier leakcheck saw when it ran the same, each of its runs once, and runs the rest. Plans and
 * searches ask for the same again when they get the same answers: so it goes on where the other one ended.
 */
export function knownRuns(records: readonly RunRecord[], execute: Execute): KnownRuns {
  const waiting = new Map<string, RunRecord[]>()
  for (const record of records) {
    if (record.end.kind === 'aborted' || record.keptFrom !== undefined) continue
    const key = requestKey(record.request)
    const queue = waiting.get(key)
    if (queue) queue.push(record)
    else waiting.set(key, [record])
  }
  const taken: RunRecord[] = []
  const names = new Map<string, string>()
  // Both leakchecks have counted from one.
  const renamed = (record: RunRecord, from: string): RunRecord => {
    const nameOf = (run: string): string => {
      const known = names.get(`${from} ${run}`) ?? `r${String(names.size + 1)}`
      names.set(`${from} ${run}`, known)
      return known
    }
    const { run, shared } = record
    return {
      ...record,
      run: nameOf(run),
      ...(shared ? { shared: { ...shared, run: nameOf(shared.run) } } : {}),
    }
  }
  return {
    async execute(requests) {
      const found = requests.map((request) => waiting.get(requestKey(request))?.shift())
      const rest = requests.filter((_, index) => found[index] === undefined)
      const old = found.filter((record) => record !== undefined)
      taken.push(...old)
      const ran = rest.length > 0 ? await execute(rest) : []
      return [
        ...old.map((record) => renamed(record, 'earlier')),
        ...ran.map((record) => renamed(record, 'now')),
      ]
    },
    taken: () => ({
      runs: taken.length,
      processes: taken.reduce((sum, { processes }) => sum + processes, 0),
      cpuMs: taken.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    }),
  }
}

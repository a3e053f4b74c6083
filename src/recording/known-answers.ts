import { requestKey } from '../model/request-key.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { Answer, Recording } from './recording.js'

type Execute = (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>

/** Whether the answers of a recording still hold: files that runs changed are where those runs were, and not here. */
export function canBeAddedTo({ folders, leftBehind }: Recording): boolean {
  return (
    leftBehind.files.length === 0 &&
    folders.every(
      ({ state, changed, lost }) => state === 'own' && changed.length + lost.length === 0,
    )
  )
}

/** Answers from a recording what it holds, each answer once, and runs the rest. Runs of its own are numbered after the known ones. */
export function answeringFrom(
  known: Recording,
  execute: Execute,
): (requests: readonly RunRequest[]) => Promise<readonly Answer[]> {
  const waiting = new Map<string, Answer[]>()
  for (const answer of known.answers) {
    const key = requestKey(answer.request)
    waiting.set(key, [...(waiting.get(key) ?? []), answer])
  }
  const runs = known.answers.flatMap(({ records }) => records.map(({ run }) => numberOf(run)))
  const last = runs.reduce((most, run) => Math.max(most, run), 0)
  const later = (record: RunRecord): RunRecord => ({
    ...record,
    run: laterRun(record.run, last),
    ...(record.shared
      ? { shared: { ...record.shared, run: laterRun(record.shared.run, last) } }
      : {}),
  })
  return async (requests) => {
    const held = requests.map((request) => waiting.get(requestKey(request))?.shift())
    const missing = requests.filter((_, index) => !held[index])
    const ran = missing.length === 0 ? [] : paired(missing, await execute(missing))
    return requests.map((request, index) => {
      const answer = held[index] ?? ran.shift()
      if (!answer) throw new Error('a request without an answer')
      return held[index] ? { ...answer, request } : { request, records: answer.records.map(later) }
    })
  }
}

/** Which of the records answer which request: of a single request all of them do. */
export function paired(requests: readonly RunRequest[], records: readonly RunRecord[]): Answer[] {
  const [first] = requests
  if (first && requests.length === 1) return [{ request: first, records }]
  if (records.length !== requests.length)
    throw new Error(`${String(requests.length)} requests, ${String(records.length)} records`)
  return requests.map((request, index) => ({ request, records: records.slice(index, index + 1) }))
}

function numberOf(run: string): number {
  return Number(/\d+/.exec(run)?.[0] ?? 0)
}

function laterRun(run: string, by: number): string {
  return run.replace(/\d+/, (number) => String(Number(number) + by))
}

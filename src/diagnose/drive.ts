import { requestKey } from '../model/request-key.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { Asking } from './oracle.js'

/** Runs requests side by side as far as that goes; fewer records than requests: there was a reason to stop. */
export type Execute = (requests: readonly RunRequest[]) => Promise<readonly RunRecord[]>

/**
 * Runs what a diagnosis asks for until it ends.
 *
 * @returns undefined: stopped on the way
 */
export async function drive<R>(asking: Asking<R>, execute: Execute): Promise<R | undefined> {
  let step = asking.next()
  while (!step.done) {
    const records = inOrderOf(step.value, await execute(step.value))
    if (records.includes(undefined)) return undefined
    step = asking.next(records)
  }
  return step.value
}

/** What was asked before is not run again: each record answers once. */
export interface Memory {
  /** Runs all that is asked, and keeps what comes of it. */
  readonly learn: Execute
  /** Runs only what is not known. */
  readonly recall: Execute
}

export function openMemory(execute: Execute): Memory {
  const known = new Map<string, RunRecord[]>()
  return {
    async learn(requests) {
      const records = await execute(requests)
      inOrderOf(requests, records).forEach((record, index) => {
        const request = requests[index]
        if (!record || !request) return
        const key = requestKey(request)
        known.set(key, [...(known.get(key) ?? []), record])
      })
      return records
    },
    async recall(requests) {
      const given = requests.map((request) => known.get(requestKey(request))?.shift())
      const open = requests.filter((_, index) => !given[index])
      const ran = open.length === 0 ? [] : await execute(open)
      return [...given.flatMap((record) => record ?? []), ...ran]
    },
  }
}

/** Runs end in any order, and what was left of an order that ended its process is a request of its own. */
function inOrderOf(
  requests: readonly RunRequest[],
  records: readonly RunRecord[],
): (RunRecord | undefined)[] {
  const byKey = new Map<string, RunRecord[]>()
  for (const record of records) {
    const key = keyOf(record.request)
    byKey.set(key, [...(byKey.get(key) ?? []), record])
  }
  return requests.map((request) => byKey.get(keyOf(request))?.shift())
}

function keyOf({ order, collect, serial }: RunRequest): string {
  return JSON.stringify([collect, serial, order])
}

import type { HostKind, RunRecord, RunRequest } from '../model/run.js'
import type { Price } from './summary.js'

/** What is known of prices before anything has run, in ms of wall time. */
export interface FirstPrices extends Price {
  /** Of a run that starts everything from nothing. */
  readonly coldMs: number
}

/** Requests that went out together and have come back. */
interface Batch {
  readonly requests: readonly RunRequest[]
  readonly records: readonly RunRecord[]
  readonly wallMs: number
  readonly jobs: number
}

/** Prices runs by what those before them have cost. */
interface PriceList {
  /** What a batch has taken is what the next one like it will take. */
  readonly learn: (batch: Batch) => void
  /** Wall time of these requests in ms, so many side by side. */
  readonly of: (requests: readonly RunRequest[], jobs: number) => number
  /** One run of so many tests, none of them known, in ms. */
  readonly ofOne: (host: HostKind, tests: number) => number
}

/** A run costs its start, which depends on the kind of host, and its tests: those of a beginning that clones share are run once. */
export function openPriceList(first: FirstPrices): PriceList {
  const starts = new Map<HostKind, { ms: number; runs: number }>()
  const tests = new Map<string, number>()
  let known = 0
  const mean = (): number => (tests.size === 0 ? 0 : known / tests.size)
  const start = (host: HostKind): number => {
    const seen = starts.get(host)
    if (seen) return seen.ms / seen.runs
    return host === 'cold' ? first.coldMs : first.aloneMs
  }
  const note = (id: string, ms: number): void => {
    known += ms - (tests.get(id) ?? 0)
    tests.set(id, ms)
  }
  const entries = (order: readonly string[], from: number): number => {
    let ms = 0
    for (let at = from; at < order.length; at++) ms += tests.get(order[at] ?? '') ?? mean()
    return ms
  }
  return {
    learn({ requests, records, wallMs, jobs }) {
      const [request] = requests
      if (!request || records.length === 0) return
      let inTests = 0
      for (const { results } of records)
        for (const { id, durationMs } of results) {
          inTests += durationMs
          note(id, durationMs)
        }
      const work = wallMs * sideBySide(requests, jobs)
      const seen = starts.get(request.host) ?? { ms: 0, runs: 0 }
      starts.set(request.host, {
        ms: seen.ms + Math.max(0, work - inTests),
        runs: seen.runs + records.length,
      })
    },
    of(requests, jobs) {
      let ms = 0
      let before: readonly string[] = []
      for (const { order, host } of requests) {
        ms += start(host) + entries(order, host === 'forking' ? shared(before, order) : 0)
        before = order
      }
      return ms / sideBySide(requests, jobs)
    },
    ofOne: (host, count) => start(host) + count * mean(),
  }
}

/** How many are under way at a time, on average. */
function sideBySide(requests: readonly RunRequest[], jobs: number): number {
  const free = requests.filter(({ exclusive }) => !exclusive).length
  const rounds = free / Math.max(1, Math.min(jobs, free)) + requests.length - free
  return rounds === 0 ? 1 : requests.length / rounds
}

function shared(one: readonly string[], other: readonly string[]): number {
  let at = 0
  while (at < other.length && one[at] === other[at]) at += 1
  return at
}

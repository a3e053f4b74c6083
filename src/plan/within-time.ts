import type { RunRecord, RunRequest } from '../model/run.js'

/** Orders cost less to run than to think about: small suites get all of theirs. In ms of runs. */
const LITTLE = 10_000
/** Where few tests run alone, by `--isolate` or `--cache`, so many orders of each lane all the same. */
const FEWEST = 3

/** What bounds orders that could go on for long. All in ms of runs, not of wall time: those side by side count each. */
interface Bound {
  /** Of one order. */
  readonly priceOf: (request: RunRequest) => number
  /** All runs of single tests together. */
  readonly aloneMs: number
  /** Not every test has run alone. */
  readonly isLimited: boolean
}

/**
 * The first of these orders, until they have taken as long as running every test alone has.
 *
 * @param requests the most telling first; each lane in turn
 */
export function withinTime(
  requests: readonly RunRequest[],
  { priceOf, aloneMs, isLimited }: Bound,
): readonly RunRequest[] {
  const mostMs = Math.max(aloneMs, LITTLE)
  const fewest = isLimited ? FEWEST : 1
  const ofLane = new Map<string, number>()
  let ms = 0
  return requests.filter((request) => {
    const lane = laneKey(request)
    const before = ofLane.get(lane) ?? 0
    const price = priceOf(request)
    if (ms + price > mostMs && before >= fewest) return false
    ofLane.set(lane, before + 1)
    ms += price
    return true
  })
}

/**
 * The same by what runs have taken so far. A pure function of their records, so that a run that is resumed or replayed asks for
 * the same orders.
 */
export function withinRecords(
  requests: readonly RunRequest[],
  records: readonly RunRecord[],
): readonly RunRequest[] {
  const asked = new Set(requests.flatMap(({ order }) => order))
  const alone = new Map<string, number>()
  const prices = new Map<string, { ms: number; runs: number }>()
  for (const { request, wallMs: exact } of records) {
    // As a recording keeps it.
    const wallMs = Math.round(exact)
    const { purpose, order } = request
    const [first = ''] = order
    if (purpose === 'alone' && asked.has(first)) alone.set(first, alone.get(first) ?? wallMs)
    if (purpose !== 'together' && purpose !== 'reverse') continue
    const key = laneKey(request)
    const known = prices.get(key) ?? { ms: 0, runs: 0 }
    prices.set(key, { ms: known.ms + wallMs, runs: known.runs + 1 })
  }
  const all = [...prices.values()]
  const usual = all.reduce((sum, { ms }) => sum + ms, 0) / Math.max(1, all.length)
  return withinTime(requests, {
    aloneMs: [...alone.values()].reduce((sum, ms) => sum + ms, 0),
    isLimited: alone.size < asked.size,
    priceOf(request) {
      const known = prices.get(laneKey(request))
      return known ? known.ms / known.runs : usual
    },
  })
}

const keys = new WeakMap<readonly string[], string>()

/** Orders of one lane hold the same tests. */
function laneKey({ project, order }: RunRequest): string {
  const known = keys.get(order)
  if (known !== undefined) return known
  const first = order.reduce((least, id) => (id < least ? id : least), order[0] ?? '')
  const key = `${project}\n${String(order.length)}\n${first}`
  keys.set(order, key)
  return key
}

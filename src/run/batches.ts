import type { RunRequest } from '../model/run.js'

/** Runs of one test in a lot: enough to make a lot cheap, few enough to show progress and to stop in time. */
const MOST_SINGLES = 32

/** Entries of all orders in a lot: what is shared at their beginning is run once a lot, and held in memory for each of them. */
const MOST_ENTRIES = 1_000_000

/**
 * Requests in lots that one host serves at once. Only hosts that clone themselves serve several: single tests in any
 * company, longer orders where they begin with the same test. The rest are lots of one.
 *
 * @param jobs how many lots may be under way at once: there are as many, if there is enough to do
 */
export function batches(requests: readonly RunRequest[], jobs: number): RunRequest[][] {
  const groups = new Map<string, RunRequest[]>()
  requests.forEach((request, index) => {
    const { host, project, order } = request
    const shared = order.length === 1 ? '' : order[0]
    const key = host === 'forking' ? JSON.stringify([project, shared]) : String(index)
    const group = groups.get(key)
    if (group) group.push(request)
    else groups.set(key, [request])
  })
  return [...groups.values()].flatMap((group) => {
    const fair = Math.ceil(group.length / jobs)
    const longest = group.reduce((most, { order }) => Math.max(most, order.length), 1)
    const most = longest === 1 ? MOST_SINGLES : Math.floor(MOST_ENTRIES / longest)
    const size = Math.min(fair, most)
    return lots(group, Math.max(1, size))
  })
}

function lots<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}

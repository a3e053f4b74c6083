import { orderKey } from './order.js'
import type { RunRequest } from './run.js'

/** The same for requests that ask for the same run, however they were put together. */
export function requestKey({ order, ...rest }: RunRequest): string {
  const asked: [string, unknown][] = Object.entries(rest)
  const said = asked.filter(([, value]) => value !== undefined)
  return `${JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)))} ${orderKey(order)}`
}

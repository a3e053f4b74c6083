import type { GivenName, GivenOrder } from './given-order.js'

const OUTCOME = '(?:PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)'
/** pytest-xdist with -v: `[gw0] [ 10%] PASSED tests/test_a.py::test_b` */
const OF_WORKER = new RegExp(String.raw`^\[(gw\d+)\](?: \[\s*\d+%\])? ${OUTCOME} (.*?)\s*$`)
/** pytest with -v: `tests/test_a.py::test_b PASSED   [ 10%]` */
const VERBOSE = new RegExp(String.raw`^(\S.*?) ${OUTCOME}(?: \(.*\))?(?:\s+\[\s*\d+%\])?\s*$`)

/** One test id a line, as `list` prints them and order files hold them; or the lines that pytest prints with -v. */
export function readList(text: string): readonly GivenOrder[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('# '))
  const workers = new Map<string, GivenName[]>()
  for (const line of lines) {
    const [, worker, id] = OF_WORKER.exec(line) ?? []
    if (worker !== undefined && id !== undefined)
      workers.set(worker, [...(workers.get(worker) ?? []), { id }])
  }
  if (workers.size > 0) return [...workers].map(([worker, names]) => ({ worker, names }))
  // A line may be an id as it is, whatever it ends with.
  return [{ names: lines.map((line) => ({ id: line, name: VERBOSE.exec(line)?.[1] ?? line })) }]
}

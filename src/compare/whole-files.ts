import type { Order } from '../model/order.js'
import type { TestResult } from '../model/outcome.js'
import type { RunRecord, RunRequest } from '../model/run.js'
import type { TestCase } from '../model/suite.js'

/** What stands in an order for all tests of a file: what fails behind the last of them, and is no test's failure, is its result. */
export interface WholeFile {
  readonly test: TestCase
  /** Its tests, in own order. */
  readonly tests: Order
}

/** Tests that may share a process. */
interface Lane {
  readonly tests: readonly TestCase[]
}

/**
 * Files in which something failed that belongs to no test: the end of a module's or a class's fixture, an after-all hook. Only
 * where other files can share their process: else the file alone is all the company that there is.
 *
 * @param idOf the name of a file that stands for a test
 */
export function wholeFiles(
  records: readonly RunRecord[],
  lanes: readonly Lane[],
  idOf: (test: TestCase) => string,
): WholeFile[] {
  const failed = new Set(
    records.flatMap(({ request, end, stray }) =>
      end.kind === 'void' ? [] : stray.flatMap((each) => keyOf(request.project, each)),
    ),
  )
  if (failed.size === 0) return []
  return lanes.flatMap(({ tests }) => {
    const files = new Map<string, TestCase[]>()
    for (const test of tests) files.set(test.file, [...(files.get(test.file) ?? []), test])
    if (files.size < 2) return []
    return [...files.values()].flatMap((own): WholeFile[] => {
      const [first] = own
      if (!first || first.titlePath.length === 0 || !failed.has(`${first.project}\n${first.file}`))
        return []
      const { project, file, domain } = first
      const base = { project, file, domain, ordinal: 0, mode: 'run', concurrent: false } as const
      const test = {
        ...base,
        id: idOf(first),
        titlePath: [],
        position: [],
        tearDown: true,
      } as const
      return [{ test, tests: own.map(({ id }) => id) }]
    })
  })
}

function keyOf(project: string, { kind, file }: RunRecord['stray'][number]): string[] {
  return kind === 'after-hook' && file !== undefined ? [`${project}\n${file}`] : []
}

/** An order with the tests of each file where it stands. */
export function unfolded(order: Order, files: readonly WholeFile[]): Order {
  const byId = new Map(files.map(({ test, tests }) => [test.id, tests]))
  return order.some((id) => byId.has(id)) ? order.flatMap((id) => byId.get(id) ?? [id]) : order
}

/** The request that a runner understands; undefined: there is none, since the file would have to run in two parts. */
export function unfoldedRequest(
  request: RunRequest,
  files: readonly WholeFile[],
): RunRequest | undefined {
  const order = unfolded(request.order, files)
  if (order === request.order) return request
  const standing = request.order.filter((id) => files.some(({ test }) => test.id === id))
  const isWhole = standing.length === 1 && new Set(order).size === order.length
  if (!isWhole || request.apart || request.undo || request.serial) return undefined
  // All of a file by itself: to its tests that is company.
  return { ...request, order, ...(request.purpose === 'alone' ? { purpose: 'file' } : {}) }
}

/** A run with a file in the place of its tests; undefined: it had them in another order, or not all of them, or more than once. */
export function folded(record: RunRecord, { test, tests }: WholeFile): RunRecord | undefined {
  const { request, end, stray, shared } = record
  const { order, project } = request
  if (project !== test.project || shared || request.spread || request.retries) return undefined
  const at = order.indexOf(tests[0] ?? '')
  const isThere = at >= 0 && tests.every((id, index) => order[at + index] === id)
  const own = new Set(tests)
  if (!isThere || order.filter((id) => own.has(id)).length !== tests.length) return undefined
  const behind = at + tests.length
  const result = (): Pick<TestResult, 'outcome' | 'failure'> => {
    const ran = record.results.slice(at, behind)
    if (end.kind === 'void' || ran.some(({ outcome }) => outcome === 'missing'))
      return { outcome: 'missing' }
    const found = stray.find(({ kind, file }) => kind === 'after-hook' && file === test.file)
    return found ? { outcome: 'failed', failure: found.failure } : { outcome: 'passed' }
  }
  const place = <T>(all: readonly T[], one: T): T[] => [
    ...all.slice(0, at),
    one,
    ...all.slice(behind),
  ]
  return {
    ...record,
    request: { ...request, order: place(order, test.id) },
    results: place(record.results, { id: test.id, durationMs: 0, ...result() }),
  }
}

/** What runs say about files, and about nothing else: beside what they say about their tests. */
export function aboutFiles(
  records: readonly RunRecord[],
  files: readonly WholeFile[],
): RunRecord[] {
  return files.flatMap((file) =>
    records.flatMap((record): RunRecord[] => {
      const whole = folded(record, file)
      if (!whole) return []
      const at = whole.request.order.indexOf(file.test.id)
      const shared = { run: record.run, entries: at }
      return [{ ...whole, results: whole.results.slice(at, at + 1), shared }]
    }),
  )
}

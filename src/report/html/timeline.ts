import type { Finding, TestReport } from '../../model/report-document.js'
import { hasFailed } from './has-failed.js'

/** A test that has a part in a finding, at its place in the suite's own order. */
export interface Mark {
  /** From 0. */
  readonly at: number
  readonly id: string
  readonly role: 'adds' | 'polluter' | 'cleaner' | 'victim'
  /** In the suite's own order. */
  readonly failed: boolean
}

export interface Timeline {
  /** How many tests the order has. */
  readonly total: number
  /** The file, where only one has a part in it. */
  readonly file?: string
  readonly marks: readonly Mark[]
}

/** Who stands where in the suite's own order; undefined: there is nobody to stand anywhere. */
export function timelineOf(
  finding: Finding,
  tests: ReadonlyMap<string, TestReport>,
): Timeline | undefined {
  const roles = rolesOf(finding)
  const involved = [...roles.keys()].flatMap((id) => tests.get(id) ?? [])
  const [first] = involved
  if (!first || [...roles.values()].every((role) => role === 'victim')) return undefined
  // Tests of two projects never share an order.
  const together = involved.filter(({ project }) => project === first.project)
  const inOneFile = together.every(({ file }) => file === first.file)
  const order = [...tests.values()].filter(
    ({ project, file }) => project === first.project && (!inOneFile || file === first.file),
  )
  const marks = order.flatMap((test, at) => {
    const role = roles.get(test.id)
    return role === undefined ? [] : [{ at, id: test.id, role, failed: hasFailed(test.together) }]
  })
  return { total: order.length, ...(inOneFile ? { file: first.file } : {}), marks }
}

function rolesOf({ victims, cause, cleaners = [] }: Finding): Map<string, Mark['role']> {
  return new Map([
    ...victims.map((id) => [id, 'victim'] as const),
    ...polluters(cause).map((id) => [id, 'polluter'] as const),
    ...cleaners.map((id) => [id, 'cleaner'] as const),
    // Last: that a test adds to it says more than that it suffers from it.
    ...(cause?.kind === 'accumulation' ? (cause.contributors ?? []) : []).map(
      (id) => [id, 'adds'] as const,
    ),
  ])
}

function polluters(cause: Finding['cause']): readonly string[] {
  switch (cause?.kind) {
    case 'polluter':
    case 'co-polluters':
    case 'state-setter':
      return cause.tests
    case 'accumulation':
      return [cause.tippingTest]
    default:
      return []
  }
}

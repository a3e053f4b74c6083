import type { Cause, Finding, Report, TestReport } from '../model/report-document.js'
import { repositoryPath } from './repository-path.js'

/** Where it comes from: a test, or a file whose import is enough. */
export interface Culprit {
  readonly file: string
  readonly line?: number
  /** The test's id, or the file as the report has it. */
  readonly name: string
}

/**
 * Those that a finding blames, with their places in the repository, in the order in which the report names them. Of an
 * accumulation everybody is as good as any: all contributors.
 */
export function culpritsOf(
  { cause, victims }: Finding,
  known: {
    readonly report: Report
    readonly tests: ReadonlyMap<string, TestReport>
    readonly pathInRepository: string
  },
): Culprit[] {
  if (!cause) return []
  const { report, tests, pathInRepository } = known
  const ofTests = blamedTests(cause).flatMap((id) => {
    const test = tests.get(id)
    if (!test) return []
    const place = { file: repositoryPath(report, test, pathInRepository), name: id }
    return [test.line === undefined ? place : { ...place, line: test.line }]
  })
  const project = tests.get(victims[0] ?? '')?.project ?? ''
  const files = 'files' in cause ? (cause.files ?? []) : []
  const ofFiles = files.map((file) => ({
    file: repositoryPath(report, { project, file }, pathInRepository),
    name: file,
  }))
  return [...ofTests, ...ofFiles]
}

function blamedTests(cause: Cause): readonly string[] {
  switch (cause.kind) {
    case 'polluter':
    case 'co-polluters':
    case 'state-setter':
      return cause.tests
    case 'accumulation':
      return cause.contributors ?? [cause.tippingTest]
    case 'load-time':
    case 'self':
      return []
  }
}

import type { RawFailure } from '../model/failure.js'
import type { TestResult } from '../model/outcome.js'
import type { FileEvent, ListedPlace, RunPlan, Segment } from '../model/protocol.js'

/** What a file declared where all were listed. */
export type Declared = (file: string) => readonly ListedPlace[] | undefined

/** For a plan: what was listed of the files in it. */
export function listedOf(
  segments: readonly Segment[],
  declared: Declared,
): Pick<RunPlan, 'listed'> {
  const listed = segments.flatMap(({ file }) => {
    const places = declared(file)?.map(({ pos, titlePath }) => ({ pos, titlePath }))
    return places ? [[file, places] as const] : []
  })
  return { listed: Object.fromEntries(listed) }
}

/** As if somebody had asked for it by its name. */
const NOT_DECLARED: RawFailure = {
  type: 'NotDeclared',
  message:
    'its file does not declare this test here: which tests it has depends on what was loaded before',
}

/**
 * A file may declare other tests in one company than in another: as many as there are entries in a registry that importing
 * other files fills.
 *
 * @returns what that makes of a test; undefined: it is where it was
 */
export function otherList(
  { id, pos, titlePath }: Pick<TestResult, 'id'> & ListedPlace,
  { file, tests, failure }: FileEvent,
  declared: Declared,
): TestResult | undefined {
  const before = declared(file)
  if (failure || !before || pos === '' || tests.length === 0) return undefined
  // With as many tests as before, titles that differ are made up anew in each process.
  if (tests.length === before.length) return undefined
  const title = keyOf(titlePath)
  const now = tests.map((test) => keyOf(test.titlePath))
  if (now[tests.findIndex((test) => test.pos === pos)] === title) return undefined
  // It may be there under a title that nobody has seen yet.
  const known = new Set(before.map((test) => keyOf(test.titlePath)))
  if (now.includes(title) || now.some((each) => !known.has(each)))
    return { id, outcome: 'missing', durationMs: 0 }
  return { id, outcome: 'failed', durationMs: 0, failure: NOT_DECLARED }
}

/** Equal titles have equal keys, whatever is in them. */
export function keyOf(titlePath: readonly string[]): string {
  return JSON.stringify(titlePath)
}

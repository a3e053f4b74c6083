import { toFailure } from './failure.js'
import type { FileTask } from './tree.js'

/** Why a file could not be imported, if it could not; one without tests is a failure, too, where the project does not pass it. */
export function importFailure(
  file: FileTask,
  root: string,
  tests: number,
  passWithNoTests: boolean,
): { failure?: ReturnType<typeof toFailure> } {
  if (file.result?.state === 'fail')
    return { failure: toFailure(file.result.errors, root, 'import') }
  if (tests > 0 || passWithNoTests) return {}
  return { failure: { type: 'Error', message: 'No test suite found in file', hook: 'import' } }
}

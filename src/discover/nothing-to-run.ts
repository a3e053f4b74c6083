import { resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'
import type { HostProject } from '../model/protocol.js'
import { DRIVEN } from './other-runners.js'
import type { LeftOut } from './take-seats.js'

/**
 * Why there is no test to run: the runner has files, but none that leakcheck can drive (exit code 2); or there are none
 * (exit code 4).
 *
 * @param paths as on the command line
 * @param wanted whether they mean a file, by its absolute path
 * @param left what no runner was called for, of what they mean
 */
export function nothingToRun(
  projects: readonly HostProject[],
  paths: readonly string[],
  wanted: (file: string) => boolean,
  left: LeftOut,
): LeakcheckError {
  const refused = projects.flatMap(({ root, unsupported }) =>
    unsupported.filter(({ what }) => wanted(resolve(root, what))),
  )
  if (refused.length > 0) {
    const reasons = [...new Set(refused.map(({ why }) => why))].join('; ')
    const files =
      refused.length === 1
        ? 'the only test file here cannot'
        : `none of the ${refused.length} test files here can`
    return new LeakcheckError(
      'nothing-to-drive',
      `${files} be run by leakcheck: ${reasons}`,
      'it needs tests that run in Node: name such a project after `--`, e.g. `leakcheck run -- --project unit`',
    )
  }
  const [known] = paths.length > 0 && left.folders.length > 0 ? left.notCovered : []
  if (known) {
    const message = `${known.what}: ${known.why}`
    return new LeakcheckError('nothing-to-drive', message, `leakcheck drives ${DRIVEN}`)
  }
  const what =
    paths.length === 0
      ? 'the runner finds no test files here'
      : `no test file matches ${paths.join(' ')}`
  return new LeakcheckError('no-tests', what, '`leakcheck doctor` shows which config was found', 4)
}

import { resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'
import type { HostProject } from '../model/protocol.js'

/**
 * Why there is no test to run: the runner has files, but none that leakcheck can drive (exit code 2); or there are none
 * (exit code 4).
 *
 * @param paths as on the command line
 * @param wanted whether they mean a file, by its absolute path
 */
export function nothingToRun(
  projects: readonly HostProject[],
  paths: readonly string[],
  wanted: (file: string) => boolean,
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
  const what =
    paths.length === 0
      ? 'the runner finds no test files here'
      : `no test file matches ${paths.join(' ')}`
  return new LeakcheckError('no-tests', what, '`leakcheck doctor` shows which config was found', 4)
}

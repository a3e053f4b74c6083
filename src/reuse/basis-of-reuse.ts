import { createHash } from 'node:crypto'
import { relative } from 'node:path'
import type { Config } from '../config/config.js'
import { ownVersion } from '../own-version.js'
import type { OpenSuite } from '../open-suite.js'
import { pythonOf } from '../python-of.js'
import { installedFor } from './installed.js'

/** What every test rests on beside the project's files, by a name that can be read: in full, or as a digest. */
export function basisOfReuse(config: Config, open: OpenSuite): Record<string, string> {
  const { python, fork, env, runnerArgs, timeoutMs, runTimeoutMs, cwd } = config
  const settings = [python, fork, env, runnerArgs, timeoutMs, runTimeoutMs]
  const interpreter = pythonOf(open)
  return {
    'the version of leakcheck': ownVersion(),
    'the version of Node': process.versions.node,
    'the machine': `${process.platform} ${process.arch}`,
    'the settings': createHash('sha256').update(JSON.stringify(settings)).digest('base64url'),
    'what is installed': installedFor(cwd, interpreter),
    ...Object.fromEntries(
      open.suite.projects.map(({ name, root, runner, domain }) => [
        `the project ${name}`,
        JSON.stringify([relative(cwd, root), runner.name, runner.version, domain]),
      ]),
    ),
  }
}

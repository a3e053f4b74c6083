import { delimiter, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PLACE_NAME, SECRET_NAME } from '../../model/secret-name.js'
import type { HostStart, ProgramCommand } from '../adapter.js'

/** What a host needs to know to be the user's own pytest. */
export interface PytestSetup {
  /** Folder in which the user would call pytest; absolute. */
  readonly cwd: string
  /** The user's own Python; absolute, or a name to be found on the PATH. */
  readonly python: string
  /** Environment variables of leakcheck itself. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What follows `--` on leakcheck's command line. */
  readonly runnerArgs: readonly string[]
  /** Whether tests may run in clones of the process that collected them. */
  readonly fork: boolean
}

/** pytest expands variables there; this one is leakcheck's own, and its tests see what is in it, but not what is beside it. */
const CACHE = 'cache_dir=$TMPDIR-pytest-cache'

/** The order of sets is a part of what a test sees, and of the ids of tests that are made from a set: the same in every run. */
export function hashSeed(environment: PytestSetup['environment']): string {
  return environment.PYTHONHASHSEED ?? '0'
}

/** The command that starts a host. It collects at once; with files named, only those. */
export function hostCommand(
  setup: PytestSetup,
  { kind, files, project: original, spread, prefix = '' }: HostStart,
): ProgramCommand {
  const { python, environment, runnerArgs } = setup
  const cwd = prefix + setup.cwd
  const project = original && { ...original, root: prefix + original.root }
  const plugin = fileURLToPath(new URL('./host', import.meta.url))
  const own = environment.PYTHONPATH
  // Named files would change what pytest takes for its root and its configuration. In the root it replaces variables: a folder
  // may be called `$HOME`.
  const fixed = project
    ? [
        `--rootdir=${relative(cwd, project.root) || '.'}`,
        ...(project.config === undefined ? [] : ['-c', project.config]),
      ]
    : []
  // From here, and never like an option: pytest takes what follows a bracket for parameters, also in the name of a folder above.
  const named =
    project && files ? files.map((file) => `.${sep}${relative(cwd, join(project.root, file))}`) : []
  return {
    program: python,
    // Nothing of a run may end up in the project: neither pytest's cache nor its last failures.
    args: [
      ...['-m', 'pytest', '-p', 'leakcheck_pytest', '-o', CACHE, ...fixed],
      ...runnerArgs,
      ...named,
    ],
    env: {
      // Workers of pytest-xdist get no plan.
      ...(spread
        ? { LEAKCHECK_HIDDEN: JSON.stringify({ pattern: SECRET_NAME, except: PLACE_NAME }) }
        : {}),
      LEAKCHECK_PYTEST: spread ? 'lanes' : kind === 'forking' ? 'forking' : 'cold',
      PYTHONPATH: own ? `${plugin}${delimiter}${own}` : plugin,
      ...(own ? { LEAKCHECK_PYTHONPATH: own } : {}),
      PYTHONHASHSEED: hashSeed(environment),
      // Nothing of a run may end up in the project: no bytecode either. The tests do not see this variable.
      ...(environment.PYTHONDONTWRITEBYTECODE
        ? {}
        : { PYTHONDONTWRITEBYTECODE: '1', LEAKCHECK_NO_BYTECODE: '1' }),
    },
    cwd,
  }
}

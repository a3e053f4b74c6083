import { join, resolve } from 'node:path'

/** The checkout. */
export const repository = resolve(import.meta.dirname, '../../..')
/** The suites that leakcheck is run on. */
export const fixtures = join(repository, 'fixtures')
/** What `leakcheck` on the PATH is. */
export const program = join(repository, 'bin/leakcheck.js')
/** The virtualenv of the suites for pytest. */
export const virtualenv = join(fixtures, '.venv')

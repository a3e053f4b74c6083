import { join } from 'node:path'
import { fixtures } from './folders.js'

const runners = join(fixtures, 'runners')

/** Every Vitest that leakcheck drives: where suites must lie to be run by it, and the Node that runs it, if not this one. */
export const VITEST_MAJORS = [
  { major: '2', packages: join(runners, 'vitest-2') },
  { major: '3', packages: join(runners, 'vitest-3') },
  { major: '4' },
  {
    major: '5',
    packages: join(runners, 'vitest-5'),
    node: join(runners, 'vitest-5/node_modules/.bin/node'),
  },
] as const

import { join } from 'node:path'
import { fixtures } from './folders.js'

/** A version of a runner, and how a suite comes to be run by it. */
export interface RunnerVersion {
  readonly runner: 'vitest' | 'pytest'
  readonly major: string
  /** Below this folder the runner's packages are found; undefined: where every other suite finds them. */
  readonly packages?: string
  /** The Node that runs leakcheck, and with it the runner; undefined: the one that runs these tests. */
  readonly node?: string
  /** More arguments for leakcheck. */
  readonly args?: readonly string[]
}

const runners = join(fixtures, 'runners')

/** Every Vitest that leakcheck drives. */
export const VITEST = {
  2: { runner: 'vitest', major: '2', packages: join(runners, 'vitest-2') },
  3: { runner: 'vitest', major: '3', packages: join(runners, 'vitest-3') },
  4: { runner: 'vitest', major: '4' },
  5: {
    runner: 'vitest',
    major: '5',
    packages: join(runners, 'vitest-5'),
    node: join(runners, 'vitest-5/node_modules/.bin/node'),
  },
} as const satisfies Record<number, RunnerVersion>

/** Every pytest that leakcheck drives, with the plugins of the fairness rows. */
export const PYTEST = {
  7: pytest('7'),
  8: pytest('8'),
  9: pytest('9'),
} as const

/** What a suite finds if nobody says anything. */
export const USUAL = { vitest: VITEST[4], pytest: { runner: 'pytest', major: '8' } } as const

/**
 * The arguments of a whole run on this version. How often leakcheck repeats a run does not depend on the version: it repeats as it
 * does by default on the usual one, and once on the others.
 */
export function argsOf({ runner, major, args = [] }: RunnerVersion): readonly string[] {
  return major === USUAL[runner].major ? args : [...args, '--repeats', '1']
}

function pytest(major: string): RunnerVersion {
  return { runner: 'pytest', major, args: ['--python', join(runners, `pytest-${major}`, '.venv')] }
}

/** Walks `fixtures/fairness/`: what leakcheck must not take for a leak, on every version of a runner to which it applies. */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { expectReport, type Expected } from '../expect/expect-report.js'
import { copyBelow } from './copy-fixture.js'
import { readJson } from './read-json.js'
import { temporaryFolder } from './temporary-folder.js'
import { treeOf } from './tree-of.js'
import { fixtures } from './folders.js'

/** A version of a runner, and how a suite comes to be run by it. */
export interface RunnerVersion {
  readonly major: string
  /** Below this folder the runner's packages are found; undefined: where every other fixture finds them. */
  readonly packages?: string
  /** The Node that runs leakcheck, and with it the runner; undefined: the one that runs these tests. */
  readonly node?: string
  /** More arguments for leakcheck. */
  readonly args?: readonly string[]
}

type Row = Expected & {
  /** The majors to which the row applies; all, if left out. */
  readonly on?: readonly string[]
  /** Every file of the suite is afterwards what it was, and there is no other. */
  readonly untouched?: boolean
}

/** Every row is run by this major; by all of them if the environment says `FAIRNESS=all`: that takes an hour. */
const USUAL = { vitest: '4', pytest: '9' }

export function walkFairness(
  runner: 'vitest' | 'pytest',
  versions: readonly RunnerVersion[],
): void {
  const rows = readdirSync(join(fixtures, 'fairness', runner))
    .filter((name) => existsSync(join(fixtures, 'fairness', runner, name, 'expected.json')))
    .sort()
  const everywhere = process.env.FAIRNESS === 'all'
  const asked = versions.filter(({ major }) => everywhere || major === USUAL[runner])
  describe.each(asked)(`${runner} $major`, ({ major, packages, node, args = [] }) => {
    const work = packages === undefined ? undefined : join(packages, '.work/fairness')
    afterAll(() => {
      if (work !== undefined) rmSync(work, { recursive: true, force: true })
    })
    for (const name of rows) {
      const fixture = join(fixtures, 'fairness', runner, name)
      const { on, untouched, ...expected } = readJson<Row>(join(fixture, 'expected.json'))
      if (on !== undefined && !on.includes(major)) continue
      test(name, { timeout: 15 * 60_000 }, async () => {
        // In a folder of its own name: a row is about that.
        const suite = copyBelow(work ?? temporaryFolder('fair-'), fixture, name)
        const before = treeOf(suite)
        const all = { ...expected, args: [...expected.args, ...args] }
        await expectReport(suite, all, node)
        if (untouched) expect(treeOf(suite)).toEqual(before)
      })
    }
  })
}

/** leakcheck is killed on a suite that dies of the files that it has left itself: who goes on knows which they are. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { fixtures, virtualenv } from '../drive/folders.js'
import { killLeakcheck } from '../drive/kill-leakcheck.js'
import { when, whenKnown } from '../drive/moments.js'
import { momentSeed, randomMoments } from '../drive/random-moments.js'
import { readJson } from '../drive/read-json.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { treeOf } from '../drive/tree-of.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'

/** What its tests leave behind, whoever runs them. */
const LEFT = 'out/orders.json'
/** So many lines has the journal of a whole run, or a few more. */
const LINES = 32

for (const [runner, more] of [
  ['vitest', []],
  ['pytest', ['--python', virtualenv]],
] as const)
  cell(`killed-outside/${runner}`, () => {
    const fixture = join(fixtures, 'fairness', runner, 'second-run-dies')
    const truth = readJson<Expected>(join(fixture, 'expected.json'))
    const args = ['run', ...more]
    const known = (suite: string, lines: number) => whenKnown(join(suite, '.leakcheck'), lines)
    const inWords = (lines: number) =>
      `after ${String(lines)} lines, LEAKCHECK_SEED=${String(momentSeed)}`

    async function expectTheSame(suite: string, before: Record<string, string>, moment: string) {
      const { stdout, stderr, exitCode } = await leakcheck([...args, '--resume', '--json'], suite)
      expect(stdout, `${moment}\n${stderr}`).toMatch(/^\{/)
      const report = JSON.parse(stdout) as Report
      expect(
        report.tests.map(({ id, kind }) => `${kind} ${id}`),
        moment,
      ).toContain(`self-polluting ${Object.keys(truth.tests ?? {}).join()}`)
      expectTruth(report, exitCode, truth)
      const { [LEFT]: left, ...rest } = treeOf(suite)
      expect(left).toBeDefined()
      expect(rest).toEqual(before)
    }

    test.each([0, 1])('killed in half %i of a run, it finds the same', async (half) => {
      const lines = Math.round((randomMoments(2, runner)[half] ?? 0) * LINES)
      const suite = copyFixture(fixture)
      const before = treeOf(suite)
      await killLeakcheck(args, suite, known(suite, lines))
      await expectTheSame(suite, before, inWords(lines))
    })

    test('killed by the test that leaves it, and again while going on', async () => {
      const suite = copyFixture(fixture)
      const before = treeOf(suite)
      // As soon as there is something to be known, and before leakcheck can have looked.
      const left = when(() => existsSync(join(suite, LEFT)))
      await killLeakcheck(args, suite, left)
      const [share = 0] = randomMoments(1, `${runner} again`)
      const lines = Math.round(share * LINES)
      await killLeakcheck([...args, '--resume'], suite, known(suite, lines))
      await expectTheSame(suite, before, inWords(lines))
    })
  })

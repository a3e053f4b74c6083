/** leakcheck is killed on a suite that dies of the files that it has left itself: who goes on knows which they are. */
import { execa } from 'execa'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'
import { marked } from '../drive/marked.js'
import { momentSeed, randomMoments } from '../drive/random-moments.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { treeOf } from '../drive/tree-of.js'
import { fixtures, program, virtualenv } from '../drive/folders.js'

/** What its tests leave behind, whoever runs them. */
const LEFT = 'out/orders.json'
/** So many lines has the journal of a whole run, or a few more. */
const LINES = 32

/** Runs leakcheck until `moment`, and kills it. */
async function killed(
  args: readonly string[],
  suite: string,
  moment: (isOver: () => boolean) => Promise<unknown>,
) {
  const mark = marked()
  const running = execa(process.execPath, [program, ...args], {
    cwd: suite,
    env: { ...mark.env, VITEST: undefined, NODE_ENV: undefined, TEST: undefined },
    ...{ stdin: 'ignore', reject: false, cleanup: false },
  })
  await moment(() => running.exitCode !== null || running.signalCode !== null)
  running.kill('SIGKILL')
  await running
  expect(await mark.settled()).toEqual([])
}

/** Not by the clock: where so much is known, however busy the machine is. */
async function untilKnown(suite: string, lines: number, isOver: () => boolean): Promise<void> {
  const journal = join(suite, '.leakcheck/journal.ndjson')
  const known = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').length - 1 : 0) // prettier-ignore
  while (known() < lines && !isOver()) await sleep(5)
}

/** As soon as there is something to be known, and before leakcheck can have looked. */
async function untilLeft(suite: string, isOver: () => boolean): Promise<void> {
  while (!existsSync(join(suite, LEFT)) && !isOver()) await sleep(2)
}

describe.each([
  ['vitest', []],
  ['pytest', ['--python', virtualenv]],
] as const)('%s', (runner, more) => {
  const fixture = join(fixtures, 'fairness', runner, 'second-run-dies')
  const truth = readJson<Expected>(join(fixture, 'expected.json'))
  const args = ['run', ...more]

  async function expectTheSame(suite: string, before: Record<string, string>, when: string) {
    const { stdout, stderr, exitCode } = await leakcheck([...args, '--resume', '--json'], suite)
    expect(stdout, `${when}\n${stderr}`).toMatch(/^\{/)
    const report = JSON.parse(stdout) as Report
    expect(
      report.tests.map(({ id, kind }) => `${kind} ${id}`),
      when,
    ).toContain(`self-polluting ${Object.keys(truth.tests ?? {}).join()}`)
    expectTruth(report, exitCode, truth)
    const { [LEFT]: left, ...rest } = treeOf(suite)
    expect(left).toBeDefined()
    expect(rest).toEqual(before)
  }

  test.each([...Array(2).keys()])('killed at moment %i', { timeout: 300_000 }, async (index) => {
    const lines = Math.round((randomMoments(2, runner)[index] ?? 0) * LINES)
    const suite = copyFixture(fixture)
    const before = treeOf(suite)
    await killed(args, suite, (isOver) => untilKnown(suite, lines, isOver))
    await expectTheSame(
      suite,
      before,
      `after ${String(lines)} lines, LEAKCHECK_SEED=${String(momentSeed)}`,
    )
  })

  test(
    'killed by the test that leaves it, and again while going on',
    { timeout: 300_000 },
    async () => {
      const suite = copyFixture(fixture)
      const before = treeOf(suite)
      await killed(args, suite, (isOver) => untilLeft(suite, isOver))
      const [share = 0] = randomMoments(1, `${runner} again`)
      const lines = Math.round(share * LINES)
      await killed([...args, '--resume'], suite, (isOver) => untilKnown(suite, lines, isOver))
      await expectTheSame(
        suite,
        before,
        `after ${String(lines)} lines, LEAKCHECK_SEED=${String(momentSeed)}`,
      )
    },
  )
})

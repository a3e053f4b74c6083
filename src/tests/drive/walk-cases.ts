/** Walks fixtures with an `expected.json`, their hand-written ground truth, and their repaired copies. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { expectReport, type Expected } from '../expect/expect-report.js'
import { copyFixture } from './copy-fixture.js'
import { inShell, leakcheck } from './run-leakcheck.js'
import { readJson } from './read-json.js'
import { fixtures } from './folders.js'

/** Enough for 610 tests, one process each, on a busy machine with two cores. */
const TIMEOUT = 15 * 60_000

/**
 * Declares the tests of every case of a runner: reported as planted, replayed as printed, clean once repaired.
 *
 * @param share every so manieth case, from which one: files run side by side, cases of a file do not
 */
export function walkCases(runner: string, share = { from: 0, every: 1 }): void {
  const root = join(fixtures, runner)
  const cases = readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'expected.json')))
    .sort()
    .filter((_, index) => index % share.every === share.from)
  describe.each(cases)('%s', (name) => walkCase(join(root, name)))
}

function walkCase(fixture: string): void {
  // One leak may be repaired in several ways.
  const repairs = readdirSync(fixture)
    .filter((folder) => folder.startsWith('repaired'))
    .map((folder) => join(fixture, folder))

  test('is reported as planted', { timeout: TIMEOUT }, async () => {
    const copy = copyFixture(fixture)
    const report = await expectReport(copy, readJson<Expected>(join(fixture, 'expected.json')))
    await expectReplays(copy, report, 1)
    await expectRunnerCommands(copy, report, 1)
    // The same orders in the repaired suite: nothing left to reproduce.
    for (const repaired of repairs.slice(0, 1)) {
      const mended = copyFixture(copy, repaired)
      await expectReplays(mended, report, 5, join(copy, '.leakcheck'))
      await expectRunnerCommands(mended, report, 0)
    }
  })

  for (const repaired of repairs) {
    test(`is clean once repaired: ${basename(repaired)}`, { timeout: TIMEOUT }, async () => {
      await expectReport(
        copyFixture(fixture, repaired),
        readJson<Expected>(join(repaired, 'expected.json')),
      )
    })
  }
}

/** The runner's own command, as printed, from the folder where it was printed. */
async function expectRunnerCommands(
  suite: string,
  report: Report,
  exitCode: number,
): Promise<void> {
  for (const { id, runnerCommand } of report.findings) {
    if (runnerCommand === undefined) continue
    const finished = await inShell(runnerCommand, suite)
    const said = `${id}: ${runnerCommand}\n${finished.stdout}${finished.stderr}`
    expect(finished.exitCode, said).toBe(exitCode)
  }
}

/** Every replay command, as printed, from the folder where it was printed. */
async function expectReplays(
  suite: string,
  report: Report,
  exitCode: number,
  outputDir?: string,
): Promise<void> {
  for (const { id, replay } of report.findings) {
    const printed = / replay (\S+)$/.exec(replay)?.[1]
    expect(printed).toBe(id)
    const extra = outputDir === undefined ? [] : ['--output-dir', outputDir]
    const finished = await leakcheck(['replay', id, ...extra], suite)
    expect(finished.exitCode, `${replay}\n${finished.stdout}${finished.stderr}`).toBe(exitCode)
    expect(finished.stdout.includes('DID NOT REPRODUCE')).toBe(exitCode === 5)
  }
}

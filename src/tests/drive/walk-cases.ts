/** Walks fixtures with an `expected.json`, their hand-written ground truth, and their repaired copies. */
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { expectReport, type Expected } from '../expect/expect-report.js'
import { cell } from './cell.js'
import { copyFixture } from './copy-fixture.js'
import { fixtures } from './folders.js'
import { atThisPace } from './machine-pace.js'
import { readJson } from './read-json.js'
import { inShell } from './run-leakcheck.js'
import { argsOf, USUAL, type RunnerVersion } from './runner-versions.js'

/** Enough for 610 tests, one process each, and four repaired copies of them, on two cores. */
const LONGEST_MS = 30 * 60_000

/**
 * Declares the tests of every case of a runner, a cell each: reported as planted, replayed as printed, clean once repaired.
 *
 * @param file the test file, whose name is that of the cells
 */
export function walkCases(version: RunnerVersion, file: string): void {
  const root = join(fixtures, version.runner)
  const cases = readdirSync(root)
    .filter((name) => existsSync(join(root, name, 'expected.json')))
    .filter((name) => appliesTo(truthOf(join(root, name)), version))
    .sort()
  for (const name of cases)
    cell(`${basename(file, '.test.ts')}/${name}`, () => walkCase(version, join(root, name)))
}

function walkCase(version: RunnerVersion, fixture: string): void {
  const timeout = atThisPace(LONGEST_MS)
  const repairs = repairsOf(fixture)

  test(
    'what is planted is reported, and replayed by leakcheck and by the runner until it is repaired',
    { timeout },
    async () => {
      const { suite, report } = await expectPlanted(version, fixture)
      await expectCommands(version, suite, report)
      for (const repaired of repairs.slice(0, 1))
        await expectMended(version, suite, repaired, report)
    },
  )

  test.each(repairs.map((repaired) => [basename(repaired), repaired]))(
    '%s: nothing is found any more',
    { timeout },
    async (_, repaired) => {
      const mended = copyFixture(fixture, repaired, version)
      await expectReport(mended, withArgs(truthOf(repaired), version), version.node)
    },
  )
}

/** Whether a suite's truth is one for this version. */
export function appliesTo({ on }: Expected, { major }: RunnerVersion): boolean {
  return on === undefined || on.includes(major)
}

/** Runs leakcheck on a copy of a case and compares with its truth. */
export async function expectPlanted(
  version: RunnerVersion,
  fixture: string,
  more: readonly string[] = [],
): Promise<{ suite: string; report: Report }> {
  const suite = copyFixture(fixture, undefined, version)
  const expected = withArgs(truthOf(fixture), version, more)
  return { suite, report: await expectReport(suite, expected, version.node) }
}

/** Every finding fails again by the commands that were printed for it, from the folder where they were printed. */
export async function expectCommands(
  version: RunnerVersion,
  suite: string,
  report: Report,
): Promise<void> {
  await expectReplays(version, suite, report, 1)
  await expectRunnerCommands(version, suite, report, 1)
}

/** The same commands in the repaired suite: nothing left to reproduce. */
export async function expectMended(
  version: RunnerVersion,
  suite: string,
  repaired: string,
  report: Report,
): Promise<void> {
  const mended = copyFixture(suite, repaired, version)
  await expectReplays(version, mended, report, 5, join(suite, '.leakcheck'))
  await expectRunnerCommands(version, mended, report, 0)
}

/** One leak may be repaired in several ways. */
export function repairsOf(fixture: string): string[] {
  return readdirSync(fixture)
    .filter((folder) => folder.startsWith('repaired'))
    .map((folder) => join(fixture, folder))
}

function truthOf(folder: string): Expected {
  return readJson<Expected>(join(folder, 'expected.json'))
}

function withArgs(truth: Expected, version: RunnerVersion, more: readonly string[] = []): Expected {
  const isUsual = version.major === USUAL[version.runner].major
  const expected = isUsual ? truth : { ...truth, ...truth.elsewhere }
  return { ...expected, args: [...argsOf(version), ...more, ...expected.args] }
}

async function expectRunnerCommands(
  version: RunnerVersion,
  suite: string,
  report: Report,
  exitCode: number,
): Promise<void> {
  for (const { id, failure, runnerCommand } of report.findings) {
    if (runnerCommand === undefined) continue
    const finished = await inShell(runnerCommand, suite, withItsNode(version))
    const said = `${id}: ${runnerCommand}\n${finished.stdout}${finished.stderr}`
    if (['Skipped', 'XFailed'].includes(failure.type)) {
      // Its runner calls a skip no failure: it is what it says that tells. Vitest counts what it leaves out as skipped, too.
      expect(finished.exitCode, said).toBe(0)
      if (version.runner === 'pytest')
        expect(/\b[1-9]\d* (skipped|xfailed)\b/.test(finished.stdout), said).toBe(exitCode === 1)
    } else expect(finished.exitCode, said).toBe(exitCode)
  }
}

/** @param outputDir where the finding is, if not in the suite */
async function expectReplays(
  version: RunnerVersion,
  suite: string,
  report: Report,
  exitCode: number,
  outputDir?: string,
): Promise<void> {
  for (const { id, replay } of report.findings) {
    const printed = ` replay ${id}`
    expect(`${replay} `).toContain(`${printed} `)
    const there = outputDir === undefined ? '' : ` --output-dir ${outputDir}`
    const line = replay.replace(printed, `${printed}${there}`)
    const finished = await inShell(line, suite, withItsNode(version))
    expect(finished.exitCode, `${line}\n${finished.stdout}${finished.stderr}`).toBe(exitCode)
    expect(finished.stdout.includes('DID NOT REPRODUCE')).toBe(exitCode === 5)
  }
}

/** Commands call Node by its name, and a runner that needs another one is called by the first on the PATH. */
function withItsNode({ node }: RunnerVersion): Readonly<Record<string, string>> {
  return node === undefined ? {} : { PATH: `${dirname(node)}:${process.env.PATH ?? ''}` }
}

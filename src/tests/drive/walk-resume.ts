/** leakcheck is killed at some moment, and goes on where it ended: it finds what it would have found. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from './cell.js'
import { copyFixture } from './copy-fixture.js'
import { journalLines, whenKnown, type Moment } from './moments.js'
import { momentSeed, randomMoments } from './random-moments.js'
import { readJson } from './read-json.js'
import { resumeKilled } from './resume-killed.js'
import { leakcheck } from './run-leakcheck.js'

/** What was found, and what every test is: nothing of when, in how many runs, by which order. */
function essence({ findings, tests, exitCode, complete }: Report) {
  return {
    exitCode,
    complete,
    findings: findings.map(({ key, kind, status, victims, cause }) => ({
      ...{ key, kind, status, victims },
      cause: { kind: cause?.kind, tests: cause && 'tests' in cause ? cause.tests : undefined },
    })),
    kinds: tests.map(({ id, kind, manifest }) => [id, kind, manifest]),
  }
}

const SETTINGS = ['run', '--repeats', '2', '--rounds', '1']
/** In as many parts of a run, each in a cell with some others. */
const KILLS = 10
const KILLS_IN_A_CELL = 5

/**
 * Declares the tests of a runner: killed everywhere in a run, resumed after a whole one, and with a torn journal.
 *
 * @param file the test file, whose name is that of the cells
 */
export function walkResume(fixture: string, more: readonly string[], file: string): void {
  const args = [...SETTINGS, '--seed', '5', ...more]
  const moments = randomMoments(KILLS, fixture)
  const parts = [...moments.keys()]
  const name = basename(file, '.test.ts')
  for (let from = 0; from < KILLS; from += KILLS_IN_A_CELL) {
    const some = parts.slice(from, from + KILLS_IN_A_CELL)
    cell(`${name}/killed-in-parts-${some.join('-')}`, () => {
      const run = wholeRun(fixture, args)
      // From before the first word of the runner to the last proof. The names stay the same from run to run.
      test.each(some)('killed in part %i of a run, it finds the same', async (part) => {
        const { suite, whole, lines, took } = run()
        const share = moments[part] ?? 0
        const moment = into(share * lines, took / lines)
        const outputDir = join(suite, `.leakcheck-${String(part)}`)
        // Without the seed: it is the journal that knows.
        const again = [...SETTINGS, ...more]
        const when = `LEAKCHECK_SEED=${String(momentSeed)}`
        const report = await resumeKilled(suite, { args, again, outputDir, moment: moment(outputDir) }) // prettier-ignore
        expect(essence(report), when).toEqual(essence(whole))
        if (report.resumed) expect(report.seed, when).toBe(5)
      })
    })
  }

  cell(`${name}/journals`, () => {
    const run = wholeRun(fixture, args)

    test('after a whole run nothing is run again; after a change of its tests, everything', async () => {
      const { suite, whole } = run()
      const again = [...args, '--resume']
      const first = JSON.parse((await leakcheck([...again, '--json'], suite)).stdout) as Report
      expect(essence(first)).toEqual(essence(whole))
      expect(first.resumed?.runs).toBe(first.cost.runs)
      const [{ file } = { file: '' }] = first.tests
      appendFileSync(join(suite, file), '\n')
      const { stderr } = await leakcheck(again, suite)
      expect(stderr).toContain(`not resumed: ${file} changed since`)
      expect(readJson<Report>(join(suite, '.leakcheck/report.json')).resumed?.runs).toBe(0)
    })

    test('of a torn journal all but the last line counts, and an empty one is a beginning', async () => {
      const { suite, whole } = run()
      const journal = join(suite, '.leakcheck/journal.ndjson')
      const text = readFileSync(journal, 'utf8')
      writeFileSync(journal, text.slice(0, Math.round(text.length * 0.7)))
      const torn = await leakcheck([...args, '--resume', '--json'], suite)
      expect(essence(JSON.parse(torn.stdout) as Report)).toEqual(essence(whole))
      writeFileSync(journal, '')
      const { stderr, exitCode } = await leakcheck([...args, '--resume', '--isolate', 'suspects'], suite) // prettier-ignore
      expect(stderr).toContain('nothing to resume: starting from the beginning')
      expect(exitCode).toBe(1)
    })
  })
}

interface WholeRun {
  readonly suite: string
  readonly whole: Report
  /** What its journal came to, and how long it took, in ms. */
  readonly lines: number
  readonly took: number
}

/** Run before the tests of a describe. */
function wholeRun(fixture: string, args: readonly string[]): () => WholeRun {
  let run: WholeRun
  beforeAll(async () => {
    const suite = copyFixture(fixture)
    const startedAt = performance.now()
    const { stdout, stderr } = await leakcheck([...args, '--json'], suite)
    const took = performance.now() - startedAt
    expect(stdout, stderr).toMatch(/^\{/)
    const whole = JSON.parse(stdout) as Report
    expect(whole.exitCode).toBe(1)
    run = { suite, whole, lines: journalLines(join(suite, '.leakcheck')).length, took }
  })
  return () => run
}

/** After so many lines, and then somewhere between two of them, `apart` ms from each other. */
function into(lines: number, apart: number): (outputDir: string) => Moment {
  const whole = Math.floor(lines)
  return (outputDir) => async (running) => {
    await whenKnown(outputDir, whole)(running)
    await sleep((lines - whole) * apart)
  }
}

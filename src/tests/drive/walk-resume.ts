/** leakcheck is killed at some moment, and goes on where it ended: it finds what it would have found. */
import { execa } from 'execa'
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { marked } from '../drive/marked.js'
import { momentSeed, randomMoments } from '../drive/random-moments.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { fixtures, program, virtualenv } from '../drive/folders.js'

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

const KILLS = 10

describe.each([
  ['vitest', join(fixtures, 'vitest/victim-in-file'), []],
  ['pytest', join(fixtures, 'pytest/victim-class-fixture'), ['--python', virtualenv]],
] as const)('%s', (runner, fixture, more) => {
  const moments = randomMoments(KILLS, runner)
  const args = ['run', '--repeats', '2', '--rounds', '1', '--seed', '5', ...more]
  let suite: string
  let whole: Report
  let took: number

  beforeAll(async () => {
    suite = copyFixture(fixture)
    const startedAt = Date.now()
    const { stdout, stderr } = await leakcheck([...args, '--json'], suite)
    took = Date.now() - startedAt
    expect(stdout, stderr).toMatch(/^\{/)
    whole = JSON.parse(stdout) as Report
    expect(whole.exitCode).toBe(1)
  }, 300_000)

  // From before the first word of the runner to the last proof. The names stay the same from run to run.
  test.each([...moments.keys()])(
    'killed in part %i of its time',
    { timeout: 300_000 },
    async (part) => {
      const share = moments[part] ?? 0
      const when = `after ${share.toFixed(3)} of ${String(took)} ms, LEAKCHECK_SEED=${String(momentSeed)}`
      const temporary = mkdtempSync(join(tmpdir(), 'killed-'))
      onTestFinished(() => rmSync(temporary, { recursive: true, force: true }))
      const folder = join(suite, `.leakcheck-${String(share)}`)
      const mark = marked()
      const running = execa(process.execPath, [program, ...args, '--output-dir', folder], {
        cwd: suite,
        env: {
          ...mark.env,
          TMPDIR: temporary,
          VITEST: undefined,
          NODE_ENV: undefined,
          TEST: undefined,
        },
        ...{ stdin: 'ignore', reject: false, cleanup: false },
      })
      await sleep(share * took)
      running.kill('SIGKILL')
      await running
      expect(await mark.settled(), when).toEqual([])
      await vi.waitFor(() => expect(readdirSync(temporary), when).toEqual([]), 10_000)
      // Without the seed: it is the journal that knows.
      const again = ['run', '--repeats', '2', '--rounds', '1', ...more]
      const { stdout, stderr } = await leakcheck(
        [...again, '--resume', '--json', '--output-dir', folder],
        suite,
        mark.env,
      )
      expect(stdout, `${when}\n${stderr}`).toMatch(/^\{/)
      const report = JSON.parse(stdout) as Report
      expect(essence(report), when).toEqual(essence(whole))
      if (report.resumed) expect(report.seed, when).toBe(5)
      expect(await mark.settled(), when).toEqual([])
    },
  )

  test('after a whole run nothing is run again; after a change of its tests, everything', async () => {
    const again = [...args, '--resume', '--json', '--output-dir', join(suite, '.leakcheck')]
    const first = JSON.parse((await leakcheck(again, suite)).stdout) as Report
    expect(essence(first)).toEqual(essence(whole))
    expect(first.resumed?.runs).toBe(first.cost.runs)
    const [{ file } = { file: '' }] = first.tests
    appendFileSync(join(suite, file), '\n')
    const { stderr } = await leakcheck(
      again.filter((word) => word !== '--json'),
      suite,
    )
    expect(stderr).toContain(`not resumed: ${file} changed since`)
    expect(readJson<Report>(join(suite, '.leakcheck/report.json')).resumed?.runs).toBe(0)
  })

  test('a torn last line, and a journal of nothing', async () => {
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

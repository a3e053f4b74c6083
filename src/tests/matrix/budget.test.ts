/** Far fewer runs than the plan has: the most telling ones are made, and what is left is said, with its numbers. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures, virtualenv } from '../drive/folders.js'

cell('budget', () => {
  test.each([
    ['vitest', join(fixtures, 'vitest/rate-limiter'), 14, []],
    ['pytest', join(fixtures, 'pytest/slowapi-limiter'), 14, ['--python', virtualenv]],
  ] as const)('%s: 610 tests and a few runs', async (_, suite, most, more) => {
    const folder = temporaryFolder('budget-')
    const limits = ['--max-runs', String(most), '--jobs', '1', '--output-dir', folder]
    const { stdout, stderr } = await leakcheck(['run', '--json', ...limits, ...more], suite)
    expect(stdout, stderr).toMatch(/^\{/)
    const { counts, notCovered, complete, tests } = JSON.parse(stdout) as Report
    const lines = readFileSync(join(folder, 'journal.ndjson'), 'utf8').trim().split('\n')
    const purposes = lines
      .map((line) => (JSON.parse(line) as { request?: { purpose: string } }).request?.purpose)
      .filter((purpose) => purpose !== undefined)
    // Twice, since 33 fail; they fail alike, so three of them are enough for a beginning.
    expect(purposes.slice(0, 6)).toEqual(['together', 'together', 'alone', 'alone', 'alone', 'reverse']) // prettier-ignore
    expect(complete).toBe(false)
    const why = `the limit of ${String(most)} runs was reached`
    const cuts = notCovered.filter((each) => each.why === why).map(({ what }) => what)
    const alone = cuts.filter((what) => what.startsWith('alone: '))
    expect(alone).toHaveLength(1)
    const [left = 0, of = 0] = (alone[0]?.match(/\d+/g) ?? []).map(Number)
    expect(of).toBeGreaterThan(600)
    // Each test was run alone, or is one of those that were not.
    const ranAlone = tests.filter((each) => Object.keys(each.alone).length > 0).length
    expect(ranAlone + left).toBeGreaterThanOrEqual(610)
    expect(cuts).toContain('twice: 1 of 1 runs')
    // Nobody is called clean who was not compared.
    expect(counts.clean).toBeLessThanOrEqual(ranAlone)
    expect(counts['not-compared'] + counts.undecided + counts.clean).toBe(610)
  })
})

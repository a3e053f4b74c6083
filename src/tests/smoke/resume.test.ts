/** leakcheck is killed half-way, and goes on where it ended: it finds what is planted. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyFixture } from '../drive/copy-fixture.js'
import { fixtures } from '../drive/folders.js'
import { whenKnown } from '../drive/moments.js'
import { readJson } from '../drive/read-json.js'
import { resumeKilled } from '../drive/resume-killed.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'

/** More than listing the tests, less than a whole run. */
const LINES = 12

test.each(['vitest/victim-in-file', 'pytest/victim-class-fixture'])('%s', async (name) => {
  const suite = copyFixture(join(fixtures, name))
  const outputDir = join(suite, '.leakcheck')
  const args = ['run', '--repeats', '1']
  const report = await resumeKilled(suite, { args, outputDir, moment: whenKnown(outputDir, LINES) })
  expectTruth(report, report.exitCode, readJson<Expected>(join(fixtures, name, 'expected.json')))
  expect(report.resumed?.runs).toBeGreaterThan(0)
  expect(report.resumed?.runs).toBeLessThan(report.cost.runs)
})

/** The pipeline on what real runs have answered, compared with the truth that was written by hand. Starts no test process. */
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { readJson } from '../drive/read-json.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'
import { expectReports } from '../expect/expect-reports.js'
import { recordedCases } from './recorded-cases.js'
import { runRecorded } from './run-recorded.js'

const cases = recordedCases()

test.each(cases)(
  '$name: the recorded answers lead to the report that expected.json asks for',
  async ({ name, fixture, expected, recording }) => {
    const anew = `record it anew: npm run record -- ${name}`
    if (!existsSync(recording)) throw new Error(`there is no ${basename(recording)}; ${anew}`)
    const text = readFileSync(recording, 'utf8')
    const report = await runRecorded(text, fixture, anew)
    expectTruth(report, report.exitCode, readJson<Expected>(expected))
    await expectReports(report)
    expect(text, 'paths of the machine that made it').not.toMatch(/\/(home|root|tmp|work|Users)\//)
  },
)

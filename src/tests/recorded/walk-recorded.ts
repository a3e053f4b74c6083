import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { readJson } from '../drive/read-json.js'
import { expectTruth, type Expected } from '../expect/expect-report.js'
import { expectJunit, expectQuickReports } from '../expect/expect-reports.js'
import { recordedCases } from './recorded-cases.js'
import { runRecorded } from './run-recorded.js'

/**
 * Declares a test for each recorded suite: the pipeline on what real runs have answered, compared with the truth that was
 * written by hand. Starts no test process.
 *
 * @param folder below `fixtures/`
 */
export function walkRecorded(folder: string): void {
  const cases = recordedCases().filter(({ name }) => name.startsWith(`${folder}/`))
  const reports: Report[] = []

  test.each(cases)(
    '$name: the recorded answers lead to the report that expected.json asks for',
    async ({ name, fixture, expected, recording }) => {
      const anew = `record it anew: npm run record -- ${name}`
      if (!existsSync(recording)) throw new Error(`there is no ${basename(recording)}; ${anew}`)
      const text = readFileSync(recording, 'utf8')
      const report = await runRecorded(text, fixture, anew)
      expectTruth(report, report.exitCode, readJson<Expected>(expected))
      expectQuickReports(report)
      reports.push(report)
      expect(text, 'a path of the machine that made it').not.toMatch(
        /\/(home|root|tmp|work|Users)\//,
      )
    },
  )

  // Their JUnit reports are valid too.
  afterAll(() => expectJunit(reports))
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { plainPaint } from '../report/paint.js'
import { sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import { writeJobSummary } from './job-summary.js'

const report = sampleReport([sampleTest('a')])
const options = { paint: plainPaint, pathInRepository: '' }

let folder: string
let file: string
const stderr = vi.spyOn(process.stderr, 'write')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leakcheck-summary-'))
  file = join(folder, 'summary.md')
  stderr.mockReset().mockReturnValue(true)
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the job summary is added to what the step has written so far', async () => {
  writeFileSync(file, '# Tests\n')
  await writeJobSummary(report, options, [], file)
  expect(readFileSync(file, 'utf8')).toMatch(/^# Tests\n\n## leakcheck: no state leak found\n/)
  expect(stderr).not.toHaveBeenCalled()
})

test('there is no job summary if a reporter writes that file itself, or outside of GitHub', async () => {
  writeFileSync(file, '')
  await writeJobSummary(report, options, [file], file)
  await writeJobSummary(report, options, [], '')
  expect(readFileSync(file, 'utf8')).toBe('')
})

test.each([
  ['a full summary file', () => writeFileSync(file, ' '.repeat(1_048_500)), /1 MiB/],
  [
    'a summary file that cannot be written',
    () => (file = join(folder, 'no', 'summary.md')),
    /ENOENT/,
  ],
])('%s leads to one line on stderr, and to no error', async (_, prepare, said) => {
  prepare()
  await writeJobSummary(report, options, [], file)
  expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringMatching(said))
})

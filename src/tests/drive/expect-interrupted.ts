import { join } from 'node:path'
import { expect } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { reportSchema } from '../expect/report-schema.js'
import { marked } from './marked.js'
import { whenSaid } from './moments.js'
import { readJson } from './read-json.js'
import { startLeakcheck } from './start-leakcheck.js'
import { temporaryFolder } from './temporary-folder.js'

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

/** Sends a signal when a run has come to a stage: what is known by then is printed and saved, and no process is left. */
export async function expectInterrupted(
  suite: string,
  signal: keyof typeof EXIT_CODES,
  stage: 'discover' | 'alone',
): Promise<Report> {
  const folder = temporaryFolder('interrupted-')
  const mark = marked()
  const running = startLeakcheck(['run', '--output-dir', folder], suite, mark.env)
  // By what it says, not by the clock: before it says anything it may not have got round to listening.
  await whenSaid(stage)(running)
  // Twice, as npm and other wrappers pass on what the process has got already.
  running.kill(signal)
  running.kill(signal)
  const { exitCode, stdout, stderr } = await running
  expect(exitCode, stderr).toBe(EXIT_CODES[signal])
  const report = readJson<Report>(join(folder, 'report.json'))
  expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
  expect(report).toMatchObject({ complete: false, exitCode: EXIT_CODES[signal] })
  if (stage === 'alone') {
    expect(report.counts['not-compared']).toBeGreaterThan(0)
    expect(stdout).toContain(`${String(report.tests.length)} tests`)
    expect(stderr).toMatch(/^to go on from here: .* run --output-dir \S+ --resume$/m)
  }
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(await mark.settled()).toEqual([])
  return report
}

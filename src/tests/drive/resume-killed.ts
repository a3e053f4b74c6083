import { mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, vi } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { killLeakcheck } from './kill-leakcheck.js'
import { atThisPace } from './machine-pace.js'
import { marked } from './marked.js'
import type { Moment } from './moments.js'
import { leakcheck } from './run-leakcheck.js'

interface Killed {
  readonly args: readonly string[]
  /** The same without what is written in the journal. */
  readonly again?: readonly string[]
  readonly outputDir: string
  readonly moment: Moment
}

/** Kills leakcheck at a moment, and returns the report of one that goes on. Neither leaves a process, or a temporary file. */
export async function resumeKilled(
  suite: string,
  { args, again = args, outputDir, moment }: Killed,
): Promise<Report> {
  const temporary = mkdtempSync(join(tmpdir(), 'killed-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  const where = ['--output-dir', outputDir]
  await killLeakcheck([...args, ...where], suite, moment, { TMPDIR: temporary })
  await vi.waitFor(() => expect(readdirSync(temporary)).toEqual([]), atThisPace(10_000))
  const mark = marked()
  const { stdout, stderr } = await leakcheck(
    [...again, ...where, '--resume', '--json'],
    suite,
    mark.env,
  )
  expect(stdout, stderr).toMatch(/^\{/)
  expect(await mark.settled()).toEqual([])
  return JSON.parse(stdout) as Report
}

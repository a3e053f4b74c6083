/** leakcheck itself is interrupted, terminated, or killed: nothing is left running, nothing learned is lost. */
import { execa } from 'execa'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { marked } from '../drive/marked.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { reportSchema } from '../expect/report-schema.js'
import { fixtures, program } from '../drive/folders.js'

const hostile = join(fixtures, 'vitest-hostile')
const limiter = join(fixtures, 'vitest/rate-limiter')

function start(suite: string, folder: string, env: Record<string, string>) {
  return execa(process.execPath, [program, 'run', '--timeout', '3s', '--output-dir', folder], {
    cwd: suite,
    env: {
      ...env,
      VITEST: undefined,
      NODE_ENV: undefined,
      TEST: undefined,
      VITEST_MODE: undefined,
    },
    stdin: 'ignore',
    reject: false,
    cleanup: false,
  })
}

/** Resolves once the stream has said it. */
async function says(stream: NodeJS.ReadableStream, what: RegExp): Promise<void> {
  let said = ''
  await new Promise<void>((resolve) => {
    stream.on('data', (chunk: Buffer) => {
      said += String(chunk)
      if (what.test(said)) resolve()
    })
  })
}

/** Ten moments over the first 14 s of a run, the same every time: start-up, listing, together, alone. */
const MOMENTS = [150, 600, 1_100, 1_700, 2_600, 3_900, 5_500, 7_800, 10_400, 13_700]

describe.each(MOMENTS)('kill -9 after %i ms', (ms) => {
  test('leaves no process, and a journal that can be read', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder('killed-')
    const mark = marked()
    const running = start(hostile, folder, mark.env)
    await sleep(ms)
    running.kill('SIGKILL')
    await running
    expect(await mark.settled()).toEqual([])
    const journal = join(folder, 'journal.ndjson')
    if (!existsSync(journal)) return
    const lines = readFileSync(journal, 'utf8').split('\n')
    // Only the last line can be torn.
    const [header, ...records] = lines.slice(0, -1)
    if (header !== undefined) expect(JSON.parse(header)).toMatchObject({ journal: 1, seed: 1 })
    for (const line of records)
      expect(Object.keys(JSON.parse(line) as object)).toSatisfy((keys: string[]) =>
        ['results', 'tree', 'folders'].some((key) => keys.includes(key)),
      )
  })
})

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s', (signal, code) => {
  // By what it says, not by the clock: before it says anything it may not have got round to listening.
  test.each(['discover', 'alone'])(
    'at the stage "%s": what is known is printed and saved',
    { timeout: 120_000 },
    async (stage) => {
      const folder = temporaryFolder('interrupted-')
      const mark = marked()
      const running = start(limiter, folder, mark.env)
      await says(running.stderr, new RegExp(`^${stage}  |^${stage}$`, 'm'))
      // Into the middle of it.
      await sleep(300)
      // Twice, as npm and other wrappers pass on what the process has got already.
      running.kill(signal)
      running.kill(signal)
      const { exitCode, stdout, stderr } = await running
      expect(exitCode, stderr).toBe(code)
      const report = readJson<Report>(join(folder, 'report.json'))
      expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
      expect(report).toMatchObject({ complete: false, exitCode: code })
      if (stage === 'alone') {
        expect(report.tests).toHaveLength(610)
        expect(report.counts['not-compared']).toBeGreaterThan(0)
        expect(stdout).toContain('610 tests')
      }
      expect(stderr).not.toMatch(/^\s+at /m)
      expect(await mark.settled()).toEqual([])
    },
  )
})

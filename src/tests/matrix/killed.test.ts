/** leakcheck itself is interrupted, terminated, or killed: nothing is left running, nothing learned is lost. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { expectInterrupted } from '../drive/expect-interrupted.js'
import { fixtures } from '../drive/folders.js'
import { killLeakcheck } from '../drive/kill-leakcheck.js'
import { atThisPace } from '../drive/machine-pace.js'
import { atOnce, journalLines, whenKnown, whenSaid, type Moment } from '../drive/moments.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const hostile = join(fixtures, 'vitest-hostile')
const limiter = join(fixtures, 'vitest/rate-limiter')

/** Start-up, listing, and all through a run, most of them early. */
const MOMENTS: readonly (readonly [string, (folder: string) => Moment])[] = [
  ['as soon as it runs', () => atOnce],
  ['while it lists the tests', () => whenSaid('discover')],
  ['before the first run', () => whenSaid('together')],
  ...[1, 2, 3, 5, 8, 13, 21, 34].map(
    (lines) =>
      [`with ${String(lines)} lines in its journal`, (folder: string) => whenKnown(folder, lines)] as const, // prettier-ignore
  ),
]

cell('killed', () => {
  describe('kill -9 leaves no process, and a journal that can be read', () => {
    test.each(MOMENTS)('%s', async (_, moment) => {
      const folder = temporaryFolder('killed-')
      const limits = ['--timeout', `${String(atThisPace(3_000))}ms`]
      await killLeakcheck(['run', ...limits, '--output-dir', folder], hostile, moment(folder))
      const [header, ...records] = journalLines(folder)
      if (header !== undefined) expect(JSON.parse(header)).toMatchObject({ journal: 1, seed: 1 })
      for (const line of records)
        expect(Object.keys(JSON.parse(line) as object)).toSatisfy((keys: string[]) =>
          ['results', 'tree', 'folders'].some((key) => keys.includes(key)),
        )
    })
  })

  describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
    test.each(['discover', 'alone'] as const)(
      'at the stage "%s": what is known is printed and saved',
      async (stage) => {
        const { tests } = await expectInterrupted(limiter, signal, stage)
        if (stage === 'alone') expect(tests).toHaveLength(610)
      },
    )
  })
})

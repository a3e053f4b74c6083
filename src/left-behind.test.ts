import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leftBehindIn } from './left-behind.js'
import { takeCensus } from './run/tree/census.js'

let cwd: string
let outputDir: string
const file = (path: string) => join(cwd, path)
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'lc-left-'))
  outputDir = join(cwd, '.leakcheck')
  mkdirSync(outputDir)
  writeFileSync(file('kept.txt'), 'kept')
  writeFileSync(file('changed.txt'), 'before')
  writeFileSync(file('removed.txt'), 'before')
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

/** The journal of a leakcheck that was killed so many ms from now, after its tests have left their traces. */
function killed(inMs: number, ...more: string[]): void {
  const tree = takeCensus(cwd, (path) => path.startsWith('.leakcheck'))
  const journal = join(outputDir, 'journal.ndjson')
  writeFileSync(journal, [JSON.stringify({ tree: Object.fromEntries(tree ?? []) }), ...more].join('\n')) // prettier-ignore
  mkdirSync(file('out'))
  writeFileSync(file('out/made.txt'), '')
  writeFileSync(file('changed.txt'), 'and after')
  rmSync(file('removed.txt'))
  const at = new Date(Date.now() + inMs)
  utimesSync(journal, at, at)
}

test('what came until it was killed was left by tests; what is gone is lost', async () => {
  killed(0)
  expect(await leftBehindIn(outputDir, cwd)).toEqual({
    folders: 'private',
    files: ['out', 'out/made.txt'],
    lost: ['changed.txt', 'removed.txt'],
  })
})

test('what came later is the user’s own, whatever time it says', async () => {
  killed(-60_000)
  utimesSync(file('out/made.txt'), new Date(0), new Date(0))
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'own', files: [], lost: [] })
})

test('how runs were kept apart goes on, and copies that did not work are not tried again', async () => {
  killed(0, '{"folders":"private"}', '{"folders":"shared"}', '{"fold')
  expect((await leftBehindIn(outputDir, cwd)).folders).toBe('shared')
})

test('a leakcheck that came to its end says so itself; none has left nothing', async () => {
  killed(0)
  const left = [{ path: 'out/made.txt', change: 'created' }]
  const report = { startedAt: new Date().toISOString(), cost: { wallMs: 0 }, outside: { copies: true, left } } // prettier-ignore
  writeFileSync(join(outputDir, 'report.json'), JSON.stringify(report))
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'private', files: ['out/made.txt'], lost: [] }) // prettier-ignore
  rmSync(outputDir, { recursive: true })
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'own', files: [], lost: [] })
})

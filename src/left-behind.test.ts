import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leftBehindIn } from './left-behind.js'
import { sampleReport } from './report/sample-report.fixture.js'
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

/** As if leakcheck had been killed this many ms from now: its journal, and files that its tests made, changed and removed. */
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

test('files made before leakcheck was killed were left by tests; changed and removed ones are lost', async () => {
  killed(0)
  expect(await leftBehindIn(outputDir, cwd)).toEqual({
    folders: 'private',
    files: ['out', 'out/made.txt'],
    lost: ['changed.txt', 'removed.txt'],
  })
})

test("files made after leakcheck was killed are the user's own, even if they have an older date", async () => {
  killed(-60_000)
  utimesSync(file('out/made.txt'), new Date(0), new Date(0))
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'own', files: [], lost: [] })
})

test('the last folder mode of a killed run is kept, so that copies that failed are not tried again', async () => {
  killed(0, '{"folders":"private"}', '{"folders":"shared"}', '{"fold')
  expect((await leftBehindIn(outputDir, cwd)).folders).toBe('shared')
})

test('what a finished leakcheck left is in its report; without an earlier run nothing was left', async () => {
  killed(0)
  const left = [{ path: 'out/made.txt', change: 'created' as const }]
  const startedAt = new Date().toISOString()
  const report = sampleReport([], [], { startedAt, outside: { copies: true, left } })
  writeFileSync(join(outputDir, 'report.json'), JSON.stringify(report))
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'private', files: ['out/made.txt'], lost: [] }) // prettier-ignore
  rmSync(outputDir, { recursive: true })
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'own', files: [], lost: [] })
})

test('a report that cannot be read says nothing of what was left, and that is said', async () => {
  killed(0)
  const report = { ...sampleReport([]), startedAt: '../../../x' }
  writeFileSync(join(outputDir, 'report.json'), JSON.stringify(report))
  const { notice, ...known } = await leftBehindIn(outputDir, cwd)
  expect(known).toEqual({ folders: 'own', files: [], lost: [] })
  expect(notice).toMatch(/is not known: \.leakcheck\/report\.json .* startedAt must be a time/)
})

test('what a bisect left counts too; how runs are kept apart is as it was in whichever came last', async () => {
  killed(0)
  const at = (seconds: number) => new Date(Date.now() + seconds * 1_000)
  const leave = (place: string, copies: boolean, path: string, seconds: number) => {
    mkdirSync(place, { recursive: true })
    const left = [{ path, change: 'created' as const }]
    const startedAt = new Date().toISOString()
    const report = sampleReport([], [], { startedAt, outside: { copies, left } })
    writeFileSync(join(place, 'report.json'), JSON.stringify(report))
    utimesSync(join(place, 'report.json'), at(seconds), at(seconds))
  }
  leave(outputDir, false, 'out', 0)
  leave(join(outputDir, 'bisect'), true, 'out/made.txt', 5)
  const files = ['out', 'out/made.txt']
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'private', files, lost: [] })
  leave(outputDir, false, 'out', 9)
  expect(await leftBehindIn(outputDir, cwd)).toEqual({ folders: 'own', files, lost: [] })
})

test('a bisect that was killed leaves a journal of its own', async () => {
  killed(0)
  mkdirSync(join(outputDir, 'bisect'))
  renameSync(join(outputDir, 'journal.ndjson'), join(outputDir, 'bisect/journal.ndjson'))
  expect(await leftBehindIn(outputDir, cwd)).toMatchObject({
    files: ['out', 'out/made.txt'],
    lost: ['changed.txt', 'removed.txt'],
  })
})

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Report } from '../model/report-document.js'
import { everyEntryOf } from '../tests/drive/every-entry.js'
import { claimFolder, ownFile } from './own-folder.js'
import { openWorkspace } from './workspace.js'

/** Everything of a test is in here: the project, and what lies beside it. */
let top: string
let project: string
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'lc-test-')))
  project = join(top, 'project')
  write('project/src/cart.js', 'mine')
  write('project/orders/2026.txt', 'a real order')
  write('beside/orders/1.txt', 'not yours')
  write('beside/findings/L1/a.txt', 'not yours')
  write('beside/report.json', '{}')
})
afterEach(() => rmSync(top, { recursive: true, force: true }))

function write(path: string, text: string): void {
  mkdirSync(dirname(join(top, path)), { recursive: true })
  writeFileSync(join(top, path), text)
}

const refusal = (folder: string): string => {
  try {
    claimFolder(join(project, folder), project)
    return 'claimed'
  } catch (error) {
    return String(error)
  }
}
const reportOf = (startedAt: string): Report => ({ startedAt }) as unknown as Report
/** One run that leaves a report. */
async function runIn(folder: string, startedAt: string, beside?: string): Promise<void> {
  const workspace = await openWorkspace(join(project, folder), project, beside)
  try {
    workspace.writeOrder('orders/together.txt', ['a'])
    workspace.writeReport(reportOf(startedAt))
  } finally {
    await workspace.close()
  }
}

test.each([
  ['.', /the project itself is in \./],
  ['..', /the project itself is in \.\./],
  ['../..', /the project itself/],
  ['/../../../../../../../..', /the project itself/],
  ['src', /src is not empty, and leakcheck did not make it/],
  ['../beside', /beside is not empty/],
  ['src/cart.js', /cart\.js is a file/],
] as const)('%j is refused, and nothing in it is touched', async (folder, why) => {
  const before = everyEntryOf(top)
  expect(refusal(folder)).toMatch(why)
  await expect(openWorkspace(join(project, folder), project)).rejects.toThrow(why)
  expect(everyEntryOf(top)).toEqual(before)
})

test.each(['.leakcheck', 'out', 'a/new/one', '../elsewhere', 'empty'])(
  'a folder that is not there, or is empty, is made and marked: %s',
  (folder) => {
    mkdirSync(join(project, 'empty'))
    claimFolder(join(project, folder), project)
    const made = readdirSync(join(project, folder)).sort()
    expect(made).toEqual(['.gitignore', 'made-by-leakcheck.txt'])
    expect(refusal(folder)).toBe('claimed')
  },
)

test('a folder that an earlier version made has no mark: it is taken if all names in it are leakcheck’s', () => {
  write('project/.leakcheck/.gitignore', '*\n')
  write('project/.leakcheck/report.json', '{}')
  write('project/old/report.json', JSON.stringify({ tool: { name: 'leakcheck' } }, null, 2))
  write('project/cached/cache/passed-alone.json', '{"passedAlone":1,"tests":{}}')
  for (const folder of ['.leakcheck', 'old', 'cached']) expect(refusal(folder)).toBe('claimed')
})

test.each([
  ['another file in it', { '.leakcheck/thesis.tex': 'years of work' }],
  ['a .gitignore of the user', { '.leakcheck/.gitignore': '*.log\n' }],
  ['a report of another tool', { 'reports/report.json': '{}', 'reports/report.html': '' }],
  ['a mark with other words', { 'out/made-by-leakcheck.txt': 'by me', 'out/x': '' }],
  ['nothing but a .gitignore', { 'out/.gitignore': '*\n' }],
] as const)('an unmarked folder is refused: %s', (_, files) => {
  for (const [path, text] of Object.entries(files)) write(`project/${path}`, text)
  const before = everyEntryOf(top)
  const [first = ''] = Object.keys(files)
  expect(refusal(dirname(first))).toMatch(/is not empty, and leakcheck did not make it/)
  expect(everyEntryOf(top)).toEqual(before)
})

test.each(['.leakcheck', 'sub/out', 'sub/deeper/out'])(
  'a link is never gone through, wherever it is on the way to %s',
  (folder) => {
    for (const link of ['.leakcheck', 'sub']) symlinkSync(join(top, 'beside'), join(project, link))
    const before = everyEntryOf(top)
    expect(refusal(folder)).toMatch(/is a link: leakcheck writes through none/)
    expect(everyEntryOf(top)).toEqual(before)
  },
)

test.each([
  'history',
  'orders',
  'findings',
  'cache',
  'report.json',
  'report.html',
  'journal.ndjson',
  'bisect',
  'bisect/report.json',
  'bisect/report.html',
  'bisect/journal.ndjson',
  'bisect/orders',
  'bisect/findings',
  'bisect/history',
  'lock',
  '.gitignore',
  'made-by-leakcheck.txt',
])('a link in place of %s is refused, and what it leads to is left alone', async (name) => {
  await runIn('.leakcheck', '2026-01-01T00:00:00.000Z')
  await runIn('.leakcheck', '2026-01-01T00:00:00.000Z', 'bisect')
  rmSync(join(project, '.leakcheck', name), { recursive: true, force: true })
  symlinkSync(join(top, 'beside'), join(project, '.leakcheck', name))
  const before = everyEntryOf(top)
  for (const part of [undefined, 'bisect'])
    await expect(runIn('.leakcheck', '2026-01-02T00:00:00.000Z', part)).rejects.toThrow(
      /link|did not make/,
    )
  expect(everyEntryOf(top)).toEqual(before)
})

test('a folder of which a cache has kept what bisect left is leakcheck’s, whatever it is called', () => {
  write('project/out/bisect/report.json', JSON.stringify({ tool: { name: 'leakcheck' } }, null, 2))
  write('project/other/bisect/report.json', '{}')
  expect(refusal('out')).toBe('claimed')
  expect(refusal('other')).toMatch(/is not empty, and leakcheck did not make it/)
})

test('a link that is put in the place of the folder beside meanwhile is not written through', async () => {
  await runIn('.leakcheck', '2026-01-01T00:00:00.000Z', 'bisect')
  const workspace = await openWorkspace(join(project, '.leakcheck'), project, 'bisect')
  rmSync(join(project, '.leakcheck/bisect'), { recursive: true })
  symlinkSync(join(top, 'beside'), join(project, '.leakcheck/bisect'))
  const before = everyEntryOf(top)
  expect(() => workspace.note({ folders: 'private' })).toThrow(/did not make/)
  expect(() => workspace.writeOrder('orders/1.txt', ['a'])).toThrow(/did not make/)
  expect(() => workspace.writeReport(reportOf(''))).toThrow(/did not make/)
  expect(everyEntryOf(top)).toEqual(before)
  await workspace.close()
})

test('a link that is put there while tests run is not written through', async () => {
  const workspace = await openWorkspace(join(project, '.leakcheck'), project)
  workspace.writeOrder('orders/together.txt', ['a'])
  rmSync(join(project, '.leakcheck/orders'), { recursive: true })
  symlinkSync(join(top, 'beside/orders'), join(project, '.leakcheck/orders'))
  symlinkSync(join(top, 'beside/report.json'), join(project, '.leakcheck/report.json'))
  symlinkSync(join(top, 'beside/report.json'), join(project, '.leakcheck/journal.ndjson'))
  const before = everyEntryOf(join(top, 'beside'))
  expect(() => workspace.writeOrder('orders/1.txt', ['a'])).toThrow(/did not make/)
  expect(() => workspace.writeReport(reportOf(''))).toThrow(/did not make/)
  expect(() => workspace.note({ folders: 'private' })).toThrow(/ELOOP/)
  await workspace.close()
  expect(everyEntryOf(join(top, 'beside'))).toEqual(before)
})

test.each([
  '../../../beside',
  '../../beside',
  '../..',
  '..',
  '.',
  '',
  '/',
  'x/y',
  '2026-01-01T00:00:00.000Z/../../../../beside',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '\u0000',
])('a report that says it started at %j moves to the history under a name of ours', async (at) => {
  const folder = join(project, '.leakcheck')
  await runIn('.leakcheck', at)
  const outside = () => everyEntryOf(top).filter((line) => !line.startsWith('project/.leakcheck/'))
  const before = outside()
  await runIn('.leakcheck', '2026-01-02T00:00:00.000Z')
  expect(outside()).toEqual(before)
  const [entry = '', ...others] = readdirSync(join(folder, 'history'))
  expect(entry).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z$/)
  expect(others).toEqual([])
  expect(existsSync(join(folder, 'history', entry, 'orders/together.txt'))).toBe(true)
})

test('what others keep in the history, among the orders and beside the report stays, and is the same', async () => {
  const theirs = [
    'notes.txt',
    'orders/summary.md',
    'orders/deep/1.txt',
    'findings/L1/photo.png',
    'findings/mine/1.txt',
    'history/thesis/chapter.txt',
    'history/2020-01-01/report.json',
    'history/2020-01-01T00-00-00.000Z/notes.txt',
  ]
  await runIn('.leakcheck', '2026-01-01T00:00:00.000Z')
  for (const path of theirs) write(`project/.leakcheck/${path}`, path)
  symlinkSync(join(top, 'beside'), join(project, '.leakcheck/history/2019-01-01T00-00-00.000Z'))
  const beside = everyEntryOf(join(top, 'beside'))
  for (let day = 1; day <= 7; day++)
    await runIn('.leakcheck', `2026-02-0${String(day)}T00:00:00.000Z`)
  for (const path of theirs)
    expect(readFileSync(join(project, '.leakcheck', path), 'utf8')).toBe(path)
  expect(everyEntryOf(join(top, 'beside'))).toEqual(beside)
  const runs = readdirSync(join(project, '.leakcheck/history')).filter((name) =>
    name.startsWith('2026'),
  )
  expect(runs).toHaveLength(5)
})

test('two runs that started at the same time are both kept', async () => {
  for (let run = 1; run <= 3; run++) await runIn('.leakcheck', '2026-01-01T00:00:00.000Z')
  expect(readdirSync(join(project, '.leakcheck/history')).sort()).toEqual([
    '2026-01-01T00-00-00.000Z',
    '2026-01-01T00-00-00.000Z-2',
  ])
})

test('no path leads out of the folder', () => {
  claimFolder(join(project, '.leakcheck'), project)
  for (const path of ['../x', 'orders/../../x', '..', './x'])
    expect(() => ownFile(join(project, '.leakcheck'), path)).toThrow()
})

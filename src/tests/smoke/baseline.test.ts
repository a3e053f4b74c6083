/** A baseline as a team uses it: made, pruned, merged; and what can be wrong with the file. */
import { execa } from 'execa'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sampleEntry } from '../../baseline/entry.fixture.js'
import { parseBaseline } from '../../baseline/parse.js'
import { printBaseline } from '../../baseline/print.js'
import type { Report } from '../../model/report-document.js'
import { expectOneLine } from '../expect/expect-one-line.js'
import { PASSING, project } from '../drive/made-up-project.js'
import { LEAKY_PYTHON, pytestProject } from '../drive/made-up-pytest-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

test('a leak is accepted, is known from then on, and is pruned when it has gone', async () => {
  const folder = pytestProject({ 'test_cart.py': LEAKY_PYTHON })
  const file = join(folder, 'leakcheck-baseline.json')
  const run = (...args: string[]) => leakcheck(['run', '--repeats', '1', ...args], folder)
  const baseline = (...args: string[]) => leakcheck(['baseline', ...args], folder)
  expect((await run()).exitCode).toBe(1)
  expect((await baseline('check')).exitCode).toBe(1)
  const update = await baseline('update', '--reason', 'JIRA-7', '--expires', '2999-12-31')
  expect(update.stdout).toContain('leakcheck-baseline.json: 1 added')
  expect((await baseline('check')).exitCode).toBe(0)
  const known = await run()
  expect(known.exitCode, known.stderr).toBe(0)
  expect(known.stdout).toMatch(/1 known finding in leakcheck-baseline\.json\n.*JIRA-7, until 2999/)
  expect((await baseline('check', '--fail-on', 'any')).exitCode).toBe(1)
  expect((await baseline('prune')).stdout).toContain('0 removed, 1 left')
  writeFileSync(
    join(folder, 'test_cart.py'),
    LEAKY_PYTHON.replace('assert CART\n', 'CART.clear()\n'),
  )
  const mended = await run()
  expect(mended.exitCode, mended.stdout).toBe(0)
  expect(mended.stdout).toMatch(/fixed: in leakcheck-baseline\.json[^]*baseline prune/)
  expect((await baseline('prune')).stdout).toContain('1 removed, 0 left')
  expect(readJson(file)).toEqual({ schemaVersion: 1, findings: [] })
})

test.each([
  ['no JSON', '{ "schemaVersion": 1', /leakcheck-baseline\.json: could not be read/, /mend it/],
  ['a merge conflict', '{\n<<<<<<< ours\n', /merge conflict .*line 2/, /both sides/],
  ['one key twice', printBaseline([sampleEntry(), sampleEntry()]), /two entries/, /victims/],
  ['an unknown field', '{ "schemaVersion": 1, "finding": [] }', /"finding"/, /'findings'/],
])('a broken baseline: %s', async (_, content, message, hint) => {
  const folder = project({ 'tests/a.test.ts': PASSING, 'leakcheck-baseline.json': content })
  const { exitCode, stderr } = await leakcheck(['run'], folder)
  expect(exitCode, stderr).toBe(2)
  expectOneLine(stderr, message, hint)
  // Before anything is run.
  expect(existsSync(join(folder, '.leakcheck/report.json'))).toBe(false)
})

test.each([
  ['no report', [], ['check'], /no report/, /leakcheck run/],
  ['a dry run', ['run', '--dry-run'], ['update'], /of a dry run/, /without --dry-run/],
  ['no such action', [], ['updat'], /called updat/, /update \| check \| prune/],
  ['no action', [], [], /missing required argument 'action'/, /leakcheck baseline --help/],
  ['a reason to check', [], ['check', '--reason', 'x'], /takes no --reason/, /update does/],
  ['JSON of an update', [], ['update', '--json'], /takes no --json/, /check does/],
  ['a finding to prune', [], ['prune', 'L1'], /takes no findings/, /update does/],
  ['a day that is none', [], ['update', '--expires', 'soon'], /--expires/, /YYYY-MM-DD/],
  ['a day that has been', [], ['update', '--expires', '2020-01-01'], /has passed/, /later/],
  ['a wish that is none', [], ['check', '--fail-on', 'old'], /--fail-on must be new/, /exit code/],
] as const)('what a user can get wrong: %s', async (...given) => {
  const [, before, args, message, hint] = given
  const folder = project({ 'tests/a.test.ts': PASSING })
  if (before.length > 0) await leakcheck(before, folder)
  const { exitCode, stderr, stdout } = await leakcheck(['baseline', ...args], folder)
  expect(exitCode, stderr).toBe(2)
  expect(stdout).toBe('')
  expectOneLine(stderr, message, hint)
})

test('no finding of that name; nothing to prune; an interrupted run', async () => {
  const folder = project({ 'tests/a.test.ts': PASSING })
  const { exitCode } = await leakcheck(['run', '--baseline', 'known.json'], folder)
  expect(exitCode).toBe(0)
  const unknown = await leakcheck(['baseline', 'update', 'L1'], folder)
  expectOneLine(unknown.stderr, /no finding L1/, /none at all/)
  const none = await leakcheck(['baseline', 'prune'], folder)
  expectOneLine(none.stderr, /no baseline leakcheck-baseline\.json/, /baseline update/)
  const file = join(folder, '.leakcheck/report.json')
  writeFileSync(file, JSON.stringify({ ...readJson<Report>(file), exitCode: 130 }))
  const interrupted = await leakcheck(['baseline', 'prune'], folder)
  expect(interrupted.exitCode).toBe(2)
  expectOneLine(interrupted.stderr, /interrupted/, /to its end/)
  expect((await leakcheck(['baseline', 'check'], folder)).exitCode).toBe(130)
})

test('two branches accept a finding each: git merges them', async () => {
  const folder = temporaryFolder('merge-')
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folder })
  const file = join(folder, 'leakcheck-baseline.json')
  const entry = (digit: string) => sampleEntry({ key: digit.repeat(16), victims: [digit] })
  const commit = async (...digits: string[]) => {
    writeFileSync(file, printBaseline(digits.map(entry)))
    await git('add', '.')
    await git('commit', '-qm', digits.join(' '))
  }
  mkdirSync(folder, { recursive: true })
  await git('init', '-q', '-b', 'main')
  await commit('2', '4', '6')
  await git('checkout', '-qb', 'other')
  await commit('1', '2', '4', '6')
  await git('checkout', '-q', 'main')
  // One is added, and one is gone.
  await commit('2', '5', '6')
  await git('merge', '-q', '--no-edit', 'other')
  const { findings } = readJson<{ findings: { key: string }[] }>(file)
  expect(findings.map(({ key }) => key[0])).toEqual(['1', '2', '5', '6'])
  expect(parseBaseline(printBaseline(findings.map(({ key }) => entry(key[0] ?? ''))), file)).toHaveLength(4) // prettier-ignore
  rmSync(folder, { recursive: true })
})

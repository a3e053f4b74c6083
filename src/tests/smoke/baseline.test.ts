/** A baseline as a team uses it: made, a leak added, a leak removed, merged, pruned; and what can be wrong with the file. */
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
import { reportSchema } from '../expect/report-schema.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { readJson } from '../drive/read-json.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const TIMEOUT = 300_000
const HEAD = `import { expect, test } from 'vitest'\n`

/** `adds` leaves a lamp behind, and `starts empty` must not find one. */
const shop = (name: string, more = { before: '', after: '' }) => `${HEAD}
const ${name} = []
${more.before}
test('adds', () => { ${name}.push('lamp'); expect(${name}).toContain('lamp') })
${more.after}
test('starts empty', () => { expect(${name}).toEqual([]) })
`
const mended = (name: string) => shop(name).replace('const', 'let').replace('test(', `import { afterEach } from 'vitest'\nafterEach(() => { ${name} = [] })\ntest(`) // prettier-ignore
const passing = (count: number, name: string) =>
  Array.from({ length: count }, (_, index) => `test('${name} ${String(index)}', () => {})`).join('\n') // prettier-ignore

test('made, a leak added, a leak removed, pruned', { timeout: TIMEOUT }, async () => {
  const folder = project({
    'tests/stock.test.ts': shop('stock'),
    'tests/cart.test.ts': mended('cart'),
  })
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, 'tests', name), text)
  }
  // One repeat: what is confirmed how often is another test's business.
  const run = async (...args: string[]) => {
    const said = await leakcheck(['run', '--repeats', '1', ...args], folder)
    const report = readJson<Report>(join(folder, '.leakcheck/report.json'))
    expect(reportSchema(report), JSON.stringify(reportSchema.errors)).toBe(true)
    return { ...said, report, exitCode: said.exitCode }
  }
  const baseline = (...args: string[]) => leakcheck(['baseline', ...args], folder)
  const annotations = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('::'))

  const first = await run()
  expect(first.exitCode, first.stderr).toBe(1)
  const [key = ''] = first.report.findings.map((finding) => finding.key)
  expect((await baseline('check')).exitCode).toBe(1)
  const update = await baseline('update', '--reason', 'JIRA-7', '--expires', '2999-12-31')
  expect(update.stdout).toContain('leakcheck-baseline.json: 1 added')
  expect((await baseline('check')).exitCode).toBe(0)
  const asJson = await baseline('check', '--json')
  const checked = JSON.parse(asJson.stdout) as Report
  expect(reportSchema(checked), JSON.stringify(reportSchema.errors)).toBe(true)
  const mark = { status: 'known', reason: 'JIRA-7', expires: '2999-12-31' }
  expect(checked).toMatchObject({ exitCode: 0, findings: [{ key, baseline: mark }] })
  expect(asJson).toMatchObject({ exitCode: 0, stderr: '' })
  const why = await leakcheck(['why', checked.findings[0]?.victims[0] ?? ''], folder)
  expect(why.stdout).toMatch(/baseline {2}known: JIRA-7, until 2999-12-31$/m)

  write('cart.test.ts', shop('cart'))
  const added = await run('--reporter', 'terminal', '--reporter', 'github')
  expect(added.exitCode, added.stderr).toBe(1)
  expect(added.report.findings.map(({ baseline: mark }) => mark?.status).sort()).toEqual(['known', 'new']) // prettier-ignore
  // At the victim, and at the polluter: both of the new one.
  expect(annotations(added.stdout)).toEqual([
    expect.stringMatching(/^::error file=.*tests\/cart\.test\.ts,/),
    expect.stringMatching(/^::notice file=.*tests\/cart\.test\.ts,/),
  ])
  expect(added.stdout).toMatch(/1 known finding in leakcheck-baseline\.json\n.*JIRA-7, until 2999/)

  // Another seed, ten new tests, and the leak is gone; one of the new ones meets the lamp, too.
  write('cart.test.ts', mended('cart') + passing(4, 'cart'))
  const more = {
    before: passing(3, 'early'),
    after: `${passing(2, 'late')}\ntest('is still empty', () => { expect(stock).toEqual([]) })`,
  }
  write('stock.test.ts', shop('stock', more))
  const removed = await run('--seed', '9', '--rounds', '1')
  expect(removed.exitCode, removed.stdout).toBe(0)
  expect(removed.report.findings).toMatchObject([
    {
      ...{ key, victims: ['is still empty', 'starts empty'].map((title) => `tests/stock.test.ts > ${title}`) }, // prettier-ignore
      baseline: { status: 'known', newVictims: ['tests/stock.test.ts > is still empty'] },
    },
  ])
  expect(removed.stdout).toContain('L1 breaks 1 test that the baseline does not name')
  expect((await baseline('check', '--fail-on', 'any')).exitCode).toBe(1)

  expect((await baseline('prune')).stdout).toContain('0 removed, 1 left')

  write('stock.test.ts', mended('stock'))
  const mendedRun = await run()
  expect(mendedRun.exitCode, mendedRun.stdout).toBe(0)
  expect(mendedRun.report.baseline).toMatchObject({ fixed: [{ key, reason: 'JIRA-7' }] })
  expect(mendedRun.stdout).toMatch(/fixed: in leakcheck-baseline\.json[^]*baseline prune/)
  expect((await baseline('prune')).stdout).toContain('1 removed, 0 left')
  expect(readJson(join(folder, 'leakcheck-baseline.json'))).toEqual({ schemaVersion: 1, findings: [] }) // prettier-ignore
})

test.each([
  ['no JSON', '{ "schemaVersion": 1', /leakcheck-baseline\.json: could not be read/, /mend it/],
  ['a merge conflict', '{\n<<<<<<< ours\n', /merge conflict .*line 2/, /both sides/],
  ['one key twice', printBaseline([sampleEntry(), sampleEntry()]), /two entries/, /victims/],
  ['an unknown field', '{ "schemaVersion": 1, "finding": [] }', /"finding"/, /'findings'/],
])('a broken baseline: %s', { timeout: TIMEOUT }, async (_, content, message, hint) => {
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
] as const)('what a user can get wrong: %s', { timeout: TIMEOUT }, async (...given) => {
  const [, before, args, message, hint] = given
  const folder = project({ 'tests/a.test.ts': PASSING })
  if (before.length > 0) await leakcheck(before, folder)
  const { exitCode, stderr, stdout } = await leakcheck(['baseline', ...args], folder)
  expect(exitCode, stderr).toBe(2)
  expect(stdout).toBe('')
  expectOneLine(stderr, message, hint)
})

test(
  'no finding of that name; nothing to prune; an interrupted run',
  { timeout: TIMEOUT },
  async () => {
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
  },
)

test('two branches accept a finding each: git merges them', { timeout: TIMEOUT }, async () => {
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

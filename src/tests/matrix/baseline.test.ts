/** A baseline as a team uses it: made, a leak added, a leak removed, pruned. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { project } from '../drive/made-up-project.js'
import { readJson } from '../drive/read-json.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { reportSchema } from '../expect/report-schema.js'

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

cell('baseline', () => {
  test('made, a leak added, a leak removed, pruned', async () => {
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
    const annotations = (stdout: string) =>
      stdout.split('\n').filter((line) => line.startsWith('::'))

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
    expect(added.stdout).toMatch(
      /1 known finding in leakcheck-baseline\.json\n.*JIRA-7, until 2999/,
    )

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
})

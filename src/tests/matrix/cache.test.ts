/** `--cache`: what passed alone and has not changed is not run alone again; what has, or may have, is. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { virtualenv } from '../drive/folders.js'
import { leakcheck, type Finished } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

const VITEST = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }',
  // One process for all: fewer runs.
  'vitest.config.js':
    "export default { test: { isolate: false, setupFiles: ['./test/set-up.js'] } }\n",
  'README.md': '# Shop\n',
  'src/clock.js': 'export const now = () => 0\n',
  'src/price.js': 'export const price = (euros) => `${euros} €`\n',
  'test/set-up.js': "import { now } from '../src/clock.js'\nglobalThis.now = now\n",
  'test/price.test.js': `import { expect, test } from 'vitest'
import { price } from '../src/price.js'
test('one', () => expect(price(1)).toBe('1 €'))
test('two', () => expect(price(2)).toBe('2 €'))\n`,
  'test/basket.test.js': `import { expect, test } from 'vitest'
test('empty', () => expect([]).toEqual([]))
test('full', () => expect(globalThis.now()).toBe(0))\n`,
}
const PYTEST = {
  'pytest.ini': '[pytest]\n',
  'price.py': 'def price(euros):\n    return f"{euros} €"\n',
  'test_price.py':
    'from price import price\n\n\ndef test_one():\n    assert price(1) == "1 €"\n\n\ndef test_two():\n    pass\n',
  'test_basket.py': 'def test_empty():\n    pass\n\n\ndef test_full():\n    pass\n',
}
/** Passes only behind another test of its file. */
const NEEDS_COMPANY = `let stocked = false
test('stocks', () => { stocked = true })
test('sells', () => expect(stocked).toBe(true))\n`

let folder: string
const write = (file: string, text: string) => {
  mkdirSync(join(folder, file, '..'), { recursive: true })
  writeFileSync(join(folder, file), text)
}
const change = (file: string, text = '\n') => appendFileSync(join(folder, file), text)
function project(files: Readonly<Record<string, string>>): void {
  folder = temporaryFolder('cache-')
  for (const [file, text] of Object.entries(files)) write(file, text)
  // What is compared is the repository that it is in.
  execFileSync('git', ['init', '-q'], { cwd: folder })
}

/** `ran`: by the last word of their ids, the tests that ran alone. */
async function run(...args: string[]): Promise<Finished & { ran: string[]; report: Report }> {
  const finished = await leakcheck(['run', '--repeats', '2', '--cache', ...args, '--json'], folder)
  expect(finished.stdout, finished.stderr).toMatch(/^\{/)
  const lines = readFileSync(join(folder, '.leakcheck/journal.ndjson'), 'utf8').trim().split('\n')
  const records = lines.map((line) => JSON.parse(line) as Kept)
  const ran = records
    .filter(({ request, keptFrom }) => request?.purpose === 'alone' && keptFrom === undefined)
    .map(({ results }) => /(\w+)$/.exec(results[0]?.id ?? '')?.[1] ?? '')
  return { ...finished, report: JSON.parse(finished.stdout) as Report, ran: ran.sort() }
}

interface Kept {
  readonly request?: { readonly purpose: string }
  readonly results: readonly { readonly id: string }[]
  readonly keptFrom?: string
}

const ALL = ['empty', 'full', 'one', 'two']

cell('cache/vitest', () => {
  beforeEach(() => project(VITEST))

  test('nothing has changed: nothing runs alone, and the report is the same but says so', async () => {
    const first = await run()
    expect(first).toMatchObject({ ran: ALL, exitCode: 0, report: { counts: { clean: 4 } } })
    expect(first.report.reused).toBeUndefined()
    change('README.md')
    const second = await run()
    expect(second).toMatchObject({ ran: [], exitCode: 0, report: { counts: { clean: 4 } } })
    expect(second.report.reused).toEqual({ tests: 4, since: first.report.startedAt })
    expect(second.report.tests.map(({ alone }) => alone)).toEqual(
      first.report.tests.map(({ alone }) => alone),
    )
    const { stdout } = await leakcheck(['why', 'one'], folder)
    expect(stdout).toContain(`kept from ${first.report.startedAt}`)
    const { stdout: text, stderr } = await leakcheck(['run', '--cache'], folder)
    expect(text).toContain('4 tests not run alone again since')
    expect(stderr).toContain('4 tests have passed alone, and not changed since')
    // Without the option it has no say.
    const { stdout: whole } = await leakcheck(['run', '--json'], folder)
    expect((JSON.parse(whole) as Report).cost.runs).toBe(first.report.cost.runs)
  })

  test('a source file, a test file, a file that the set-up imports', async () => {
    await run()
    change('src/price.js')
    expect((await run()).ran).toEqual(['one', 'two'])
    change('test/basket.test.js', "test('third', () => {})\n")
    expect((await run()).ran).toEqual(['empty', 'full', 'third'])
    change('src/clock.js')
    expect((await run()).ran).toEqual(['empty', 'full', 'one', 'third', 'two'])
    expect((await run()).ran).toEqual([])
  })

  test('a lock file, data that a test may read, the config, other settings: everything', async () => {
    await run()
    for (const file of ['package-lock.json', 'test/data.json']) {
      change(file)
      const { stderr } = await leakcheck(['run', '--cache', '--dry-run'], folder)
      expect(stderr).toContain(`every test is run, as ${file} changed`)
      rmSync(join(folder, file))
    }
    change('vitest.config.js')
    expect((await run()).ran).toEqual(ALL)
    const { stderr } = await leakcheck(['run', '--cache', '--dry-run', '--', '--retry=0'], folder)
    expect(stderr).toContain('every test is run, as the settings changed')
    writeFileSync(join(folder, '.leakcheck/cache/passed-alone.json'), '{"passedAlone":1,')
    expect((await run()).ran).toEqual(ALL)
  })

  test('what fails in company runs alone, from the next run on every time', async () => {
    await run()
    change('test/price.test.js', "const list = []\ntest('adds', () => { list.push(1) })\ntest('starts', () => expect(list).toEqual([]))\n") // prettier-ignore
    const found = await run()
    expect(found.exitCode).toBe(1)
    expect(found.ran).toContain('starts')
    expect(found.report.findings).toMatchObject([{ kind: 'victim' }])
    const again = await run()
    expect(again.ran).toContain('starts')
    expect(again.ran).not.toContain('adds')
    expect(again.report.findings[0]?.key).toBe(found.report.findings[0]?.key)
  })

  test('a test that has come to need company is found, though the suite passes', async () => {
    await run()
    change('test/basket.test.js', NEEDS_COMPANY)
    const { ran, report } = await run()
    expect(ran).toContain('sells')
    expect(report.findings).toMatchObject([{ kind: 'brittle' }])
  })

  test('runs of a part of the suite keep what they know of the rest', async () => {
    await run('test/price.test.js')
    expect((await run()).ran).toEqual(['empty', 'full'])
    change('src/price.js')
    expect((await run('test/basket.test.js')).ran).toEqual([])
    expect((await run()).ran).toEqual(['one', 'two'])
  })
})

cell('cache/pytest', () => {
  const python = ['--python', virtualenv]
  beforeEach(() => project(PYTEST))

  test('a test file runs alone again; any other file brings everything', async () => {
    expect((await run(...python)).ran).toEqual(['test_empty', 'test_full', 'test_one', 'test_two'])
    expect((await run(...python)).ran).toEqual([])
    change('test_basket.py', '\n\ndef test_third():\n    pass\n')
    expect((await run(...python)).ran).toEqual(['test_empty', 'test_full', 'test_third'])
    change('price.py')
    expect((await run(...python)).ran).toHaveLength(5)
  })
})

/** `--changed` and `--last-failed`: what is run of a repository of its own, and what is not. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { virtualenv } from '../drive/folders.js'
import { leakcheck, type Finished } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

/** A basket that keeps what is in it, a price that does not, and a page about both. */
const VITEST = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }',
  // Vitest would find the one of this repository, upwards from here.
  'vitest.config.js': 'export default {}\n',
  'docs/shop.md': '# Shop\n',
  'src/basket.js': 'export const basket = []\n',
  'src/price.js': 'export const price = (euros) => `${euros} €`\n',
  'test/basket.test.js': `import { expect, test } from 'vitest'
import { basket } from '../src/basket.js'
test('takes a book', () => { basket.push('book'); expect(basket).toContain('book') })
test('starts empty', () => expect(basket).toEqual([]))\n`,
  'test/price.test.js': `import { expect, test } from 'vitest'
import { price } from '../src/price.js'
test('is in euros', () => expect(price(1)).toBe('1 €'))\n`,
}
const PYTEST = {
  'pytest.ini': '[pytest]\n',
  'docs/shop.md': '# Shop\n',
  'test_shop.py': 'def test_one():\n    pass\n\n\ndef test_two():\n    pass\n',
}

let folder: string
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', ...args], { cwd: folder })
const change = (file: string) => appendFileSync(join(folder, file), '\n')

function repository(files: Readonly<Record<string, string>>): void {
  folder = temporaryFolder('changed-')
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'a shop')
}

/** What was looked at, by the last word of its id. */
async function run(...args: string[]): Promise<Finished & { seen: string[]; report: Report }> {
  const finished = await leakcheck(['run', '--repeats', '1', ...args, '--json'], folder)
  expect(finished.stdout, finished.stderr).toMatch(/^\{/)
  const report = JSON.parse(finished.stdout) as Report
  const seen = report.tests.filter(({ kind }) => kind !== 'not-compared')
  return { ...finished, report, seen: seen.map(({ titlePath }) => titlePath.at(-1) ?? '') }
}

describe('Vitest', () => {
  beforeEach(() => repository(VITEST))

  test('nothing has changed, or nothing that a test imports: nothing is run, exit code 0', async () => {
    const nothing = await run('--changed')
    expect(nothing).toMatchObject({ exitCode: 0, report: { tests: [], findings: [], errors: [] } })
    change('docs/shop.md')
    const unrelated = await run('--changed')
    expect(unrelated).toMatchObject({ exitCode: 0, report: { tests: [], findings: [] } })
    expect(unrelated.report.cost.runs).toBe(0)
    expect(unrelated.report.notCovered).toContainEqual({
      what: '3 of 3 tests',
      why: 'out of reach of what has changed',
    })
    const { stderr, stdout } = await leakcheck(['run', '--changed'], folder)
    expect(stderr).toContain('no test reaches what has changed')
    expect(stdout).toContain('0 tests')
  })

  test('a source file has changed: the tests that import it, each with those of its process', async () => {
    change('src/basket.js')
    const basket = await run('--changed')
    expect(basket).toMatchObject({ exitCode: 1, seen: ['takes a book', 'starts empty'] })
    git('checkout', '-qb', 'cheaper')
    git('commit', '-qam', 'wrapped')
    change('src/price.js')
    expect((await run('--changed')).seen).toEqual(['is in euros'])
    expect((await run('--changed', 'main')).seen).toHaveLength(3)
  })

  test('where files share a process, they are in reach as well', async () => {
    writeFileSync(join(folder, 'vitest.config.js'), 'export default { test: { isolate: false } }\n')
    git('add', '-A')
    git('commit', '-qm', 'one process')
    change('src/price.js')
    const { seen, exitCode } = await run('--changed')
    expect({ seen, exitCode }).toEqual({
      seen: ['takes a book', 'starts empty', 'is in euros'],
      exitCode: 1,
    })
  })

  test('what pins versions has changed: every test, and it is said', async () => {
    writeFileSync(join(folder, 'package-lock.json'), '{}')
    const { stderr, stdout } = await leakcheck(['run', '--repeats', '1', '--changed'], folder)
    expect(stderr).toContain('every test, as package-lock.json has changed')
    expect(stdout).toContain('3 tests')
  })

  test('--last-failed: only what was not clean gets a verdict, in the company it had', async () => {
    const none = await leakcheck(['run', '--last-failed'], folder)
    expect(none).toMatchObject({ exitCode: 2 })
    expect(none.stderr).toContain('there is no report of an earlier run here')
    await run()
    const again = await run('--last-failed')
    expect(again).toMatchObject({ exitCode: 1, seen: ['starts empty'] })
    expect(again.report.findings[0]?.cause).toMatchObject({ kind: 'polluter' })
    expect(again.report.tests).toHaveLength(2)
  })

  test('an unknown revision is bad usage', async () => {
    const { exitCode, stderr } = await leakcheck(['run', '--changed', 'nope'], folder)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--changed: git knows no revision nope')
  })
})

test('pytest keeps no graph of imports: every test, and it is said', async () => {
  repository(PYTEST)
  const args = ['run', '--python', virtualenv, '--changed']
  const nothing = await leakcheck(args, folder)
  expect(nothing).toMatchObject({ exitCode: 0 })
  expect(nothing.stdout).toContain('0 tests')
  change('docs/shop.md')
  const { exitCode, stderr, stdout } = await leakcheck(args, folder)
  expect(exitCode).toBe(0)
  expect(stderr).toMatch(/every test of .*, as its runner does not say what they import/)
  expect(stdout).toContain('2 tests')
})

/** `--changed` and `--last-failed`: what is run of a repository of its own, and what is not. */
import { expect, test } from 'vitest'
import { virtualenv } from '../drive/folders.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { shopRepository, VITEST_SHOP } from '../drive/shop-repository.js'

test('nothing has changed, or nothing that a test imports: nothing is run, exit code 0', async () => {
  const { folder, change, run } = shopRepository(VITEST_SHOP)
  change('docs/shop.md')
  const unrelated = await run('--changed')
  expect(unrelated).toMatchObject({ exitCode: 0, report: { tests: [], findings: [], errors: [] } })
  expect(unrelated.report.cost.runs).toBe(0)
  expect(unrelated.report.notCovered).toContainEqual({
    what: '3 of 3 tests',
    why: 'out of reach of what has changed',
  })
  const { stderr, stdout } = await leakcheck(['run', '--changed'], folder)
  expect(stderr).toContain('no test reaches what has changed')
  expect(stdout).toContain('0 tests')
})

test('a source file has changed: the tests that import it; --last-failed: those that were not clean', async () => {
  const { folder, git, change, run } = shopRepository(VITEST_SHOP)
  const none = await leakcheck(['run', '--last-failed'], folder)
  expect(none).toMatchObject({ exitCode: 2 })
  expect(none.stderr).toContain('there is no report of an earlier run here')
  change('src/basket.js')
  const basket = await run('--changed')
  expect(basket).toMatchObject({ exitCode: 1, seen: ['takes a book', 'starts empty'] })
  // Whatever is compared in between, it stays known.
  git('commit', '-qam', 'another basket')
  change('src/price.js')
  expect(await run('--changed')).toMatchObject({ exitCode: 0, seen: ['is in euros'] })
  // A verdict only for what was not clean, in the company that it had.
  const again = await run('--last-failed')
  expect(again).toMatchObject({ exitCode: 1, seen: ['starts empty'] })
  expect(again.report.findings[0]?.cause).toMatchObject({ kind: 'polluter' })
  expect(again.report.tests).toHaveLength(2)
})

test('an unknown revision is bad usage', async () => {
  const { folder } = shopRepository(VITEST_SHOP)
  const { exitCode, stderr } = await leakcheck(['run', '--changed', 'nope'], folder)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('--changed: git knows no revision nope')
})

test('pytest keeps no graph of imports: every test, and it is said', async () => {
  const { folder, change } = shopRepository({
    'pytest.ini': '[pytest]\n',
    'docs/shop.md': '# Shop\n',
    'test_shop.py': 'def test_one():\n    pass\n\n\ndef test_two():\n    pass\n',
  })
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

/** `--changed`, since some revision, where files share a process, and where nobody can say what a change reaches. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { shopRepository, VITEST_SHOP } from '../drive/shop-repository.js'

cell('changed', () => {
  test('since the last commit, or since a branch', async () => {
    const { git, change, run } = shopRepository(VITEST_SHOP)
    expect(await run('--changed')).toMatchObject({ exitCode: 0, report: { tests: [] } })
    change('src/basket.js')
    git('checkout', '-qb', 'cheaper')
    git('commit', '-qam', 'wrapped')
    change('src/price.js')
    expect((await run('--changed')).seen).toEqual(['is in euros'])
    expect((await run('--changed', 'main')).seen).toHaveLength(3)
  })

  test('where files share a process, they are in reach as well', async () => {
    const { change, run } = shopRepository({
      ...VITEST_SHOP,
      'vitest.config.js': 'export default { test: { isolate: false } }\n',
    })
    change('src/price.js')
    const { seen, exitCode } = await run('--changed')
    expect({ seen, exitCode }).toEqual({
      seen: ['takes a book', 'starts empty', 'is in euros'],
      exitCode: 1,
    })
  })

  test('what pins versions has changed: every test, and it is said', async () => {
    const { folder } = shopRepository(VITEST_SHOP)
    writeFileSync(join(folder, 'package-lock.json'), '{}')
    const { stderr, stdout } = await leakcheck(['run', '--repeats', '1', '--changed'], folder)
    expect(stderr).toContain('every test, as package-lock.json has changed')
    expect(stdout).toContain('3 tests')
  })
})

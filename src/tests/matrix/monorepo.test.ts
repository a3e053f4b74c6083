import { expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { cell } from '../drive/cell.js'
import { monorepo, VICTIMS } from '../drive/monorepo.js'

cell('monorepo', () => {
  test('bisect takes an id as list prints it at the root of several packages', async () => {
    const { run } = monorepo()
    const listed = await run('list')
    expect(listed.stdout.split('\n')).toEqual(expect.arrayContaining(Object.values(VICTIMS)))
    const found = await run('bisect', VICTIMS.vitest, '--json')
    const [finding] = (JSON.parse(found.stdout) as Report).findings
    expect(finding?.cause).toEqual({
      kind: 'polluter',
      tests: ['packages/shop/tests/cart.test.ts > takes a pear'],
    })
  })
})

/** leakcheck on its own unit tests: alone, and in all orders in one process, where more could leak than in one for each file. */
import { expect, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { repository } from '../drive/folders.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'

cell('own-unit-tests', () => {
  test('leakcheck finds no state leak among its own unit tests', async () => {
    const { exitCode, stdout, stderr } = await leakcheck(
      [
        ...['run', 'src', '--output-dir', temporaryFolder('own-')],
        ...['--', '--project', 'unit', '--no-isolate'],
      ],
      repository,
    )
    expect(exitCode, `${stdout}${stderr}`).toBe(0)
  })
})

import { join } from 'node:path'
import { test } from 'vitest'
import { fixtures } from '../drive/folders.js'
import { USUAL } from '../drive/runner-versions.js'
import { expectCommands, expectPlanted } from '../drive/walk-cases.js'

test('the bug that leakcheck was born from is found among 610 tests, and replayed as printed', async () => {
  const fixture = join(fixtures, 'pytest/slowapi-limiter')
  const { suite, report } = await expectPlanted(USUAL.pytest, fixture, ['--repeats', '1'])
  await expectCommands(USUAL.pytest, suite, report)
})

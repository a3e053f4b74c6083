import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectInterrupted } from '../drive/expect-interrupted.js'
import { fixtures } from '../drive/folders.js'

test('a run that is interrupted prints and saves what is known, and leaves no process', async () => {
  const { tests } = await expectInterrupted(
    join(fixtures, 'vitest/rate-limiter'),
    'SIGINT',
    'alone',
  )
  expect(tests).toHaveLength(610)
})

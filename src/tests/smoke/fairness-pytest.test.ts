/** A choice of what a healthy suite may do, which goes through the pytest host in different ways. */
import { test } from 'vitest'
import { PYTEST } from '../drive/runner-versions.js'
import { expectFair } from '../drive/walk-fairness.js'

test.each([
  ['a process for each test', 'isolation'],
  ['set-up that is made once', 'global-setup'],
  ['retries', 'retries'],
  ['snapshots', 'snapshots'],
  ['processes that are left running', 'children-left'],
  ['a database for each run', 'slots'],
  ['tests that are ordered on purpose', 'scenarios-ordered'],
])('%s: %s', async (_, name) => {
  await expectFair(PYTEST[8], name, ['--repeats', '1'])
})

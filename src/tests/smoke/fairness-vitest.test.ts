/** A choice of what a healthy suite may do, which goes through the Vitest host in different ways. */
import { test } from 'vitest'
import { USUAL } from '../drive/runner-versions.js'
import { expectFair } from '../drive/walk-fairness.js'

test.each([
  ['files share a process or do not', 'isolation'],
  ['several processes at once, and what they share', 'lanes'],
  ['retries', 'retries'],
  ['snapshots', 'snapshots'],
  ['files that are left in the tree, and private copies of it', 'second-run-dies'],
])('%s: %s', async (_, name) => {
  await expectFair(USUAL.vitest, name, ['--repeats', '1'])
})

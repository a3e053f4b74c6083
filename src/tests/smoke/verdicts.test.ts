/** Each kind of verdict and of cause, for real, that other tests here have not already; on pytest, which is the faster one. */
import { join } from 'node:path'
import { test } from 'vitest'
import { fixtures } from '../drive/folders.js'
import { USUAL } from '../drive/runner-versions.js'
import { expectPlanted } from '../drive/walk-cases.js'

test.each([
  ['a victim only in other orders than its own', 'victim-latent'],
  ['a victim of two tests together', 'co-polluters'],
  ['a victim of a file that is imported', 'victim-load-time'],
  ['a victim but for a test that cleans up', 'cleaner'],
  ['brittle tests, and what sets their state', 'brittle'],
  ['a masked test', 'masked'],
  ['tests that pollute themselves', 'self-polluting'],
  ['broken tests', 'broken'],
])('%s: %s', async (_, name) => {
  await expectPlanted(USUAL.pytest, join(fixtures, 'pytest', name), ['--repeats', '1'])
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fixtures } from '../drive/folders.js'
import { USUAL } from '../drive/runner-versions.js'
import { expectCommands, expectMended, expectPlanted, repairsOf } from '../drive/walk-cases.js'

test.each([
  ['Vitest', USUAL.vitest, 'victim-in-file'],
  ['pytest', USUAL.pytest, 'victim-module-global'],
] as const)(
  '%s: what was found fails again as printed, until it is repaired',
  async (_, version, name) => {
    const fixture = join(fixtures, version.runner, name)
    const { suite, report } = await expectPlanted(version, fixture, ['--repeats', '1'])
    await expectCommands(version, suite, report)
    const [repaired] = repairsOf(fixture)
    expect(repaired).toBeDefined()
    await expectMended(version, suite, repaired ?? '', report)
  },
)

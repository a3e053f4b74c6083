/** Exact selection and order, fixtures of every scope and items of plugins under the oldest and the newest pytest too. */
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { expectReport, type Expected } from '../expect/expect-report.js'
import { copyFixture } from '../drive/copy-fixture.js'
import { readJson } from '../drive/read-json.js'
import { fixtures } from '../drive/folders.js'

const CASES = ['selection', 'fixture-scopes', 'healthy-servers', 'setup-error']

/**
 * The same tests, whatever the version: pytest 8 changed whether the files of a folder or its subfolders come first, and
 * how it tells apart parameters that look the same (`[1.00]`, `[1.0_0]`).
 */
function plain(id: string): string {
  return id.replace(/_(?=\d\]$)/, '')
}

describe.each([
  ['7.4.4', 'runners/pytest-7/.venv'],
  ['9.2.0', 'runners/pytest-9/.venv'],
])('pytest %s', (version, virtualenv) => {
  test.each(CASES)('%s', { timeout: 10 * 60_000 }, async (name) => {
    const fixture = join(fixtures, 'pytest', name)
    const { ids, ...expected } = readJson<Expected>(join(fixture, 'expected.json'))
    const args = [...expected.args, '--python', join(fixtures, virtualenv)]
    const report = await expectReport(copyFixture(fixture), { ...expected, args })
    expect(report.projects[0]?.runner).toEqual({ name: 'pytest', version })
    if (ids) expect(report.tests.map(({ id }) => plain(id)).sort()).toEqual(ids.map(plain).sort())
  })
})

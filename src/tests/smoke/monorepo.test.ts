/** Packages with runners and settings of their own, checked from the folder that only holds them together. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { inShell, leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { fixtures } from '../drive/folders.js'

const python = join(fixtures, 'runners/pytest-8/.venv')
const FILES = {
  'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
  'packages/shop/package.json': '{ "name": "shop", "private": true, "type": "module" }',
  'packages/shop/vitest.config.mjs': `
    import { fileURLToPath } from 'node:url'
    const source = fileURLToPath(new URL('./src', import.meta.url))
    export default { resolve: { alias: { '~': source } }, test: { include: ['tests/**/*.test.ts'] } }`,
  'packages/shop/src/cart.ts': 'export const cart: string[] = []\n',
  'packages/shop/tests/cart.test.ts': `
    import { expect, test } from 'vitest'
    import { cart } from '~/cart'
    test('takes a pear', () => { cart.push('pear'); expect(cart).toContain('pear') })
    test('begins empty', () => { expect(cart).toEqual([]) })`,
  'packages/texts/package.json': '{ "name": "texts", "private": true, "type": "module" }',
  'packages/texts/vitest.config.mjs':
    "export default { test: { globals: true, include: ['tests/**/*.test.ts'] } }",
  'packages/texts/tests/cart.test.ts':
    "test('needs the settings of its own package', () => { expect('a').toBe('a') })",
  'services/api/pytest.ini': '[pytest]\ntestpaths = tests\n',
  'services/api/tests/test_users.py': `
USERS = []

def test_adds_a_user():
    USERS.append("ada")
    assert USERS

def test_knows_nobody():
    assert USERS == []
`,
}
const VICTIMS = {
  vitest: 'packages/shop/tests/cart.test.ts > begins empty',
  pytest: 'services/api/tests/test_users.py::test_knows_nobody',
}

describe('packages of two runners, from their root', () => {
  const root = temporaryFolder('packages-')
  let report: Report

  beforeAll(async () => {
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, file)), { recursive: true })
      writeFileSync(join(root, file), text)
    }
    const { stdout, stderr } = await run('run', '--json')
    expect(stdout, stderr).toMatch(/^\{/)
    report = JSON.parse(stdout) as Report
  }, 300_000)

  /** As in an activated virtualenv: `--python` would say that pytest alone is meant. */
  const run = (...args: string[]) => leakcheck(args, root, { VIRTUAL_ENV: python })

  test('each is run by its own runner, with its own settings', () => {
    expect(report.projects.map(({ name, root: own, runner }) => [name, own, runner.name])).toEqual([
      ['shop', 'packages/shop', 'vitest'],
      ['texts', 'packages/texts', 'vitest'],
      ['services/api', 'services/api', 'pytest'],
    ])
    expect(report.errors).toEqual([])
    expect(report.counts).toMatchObject({ tests: 5, clean: 3, victim: 2, manifest: 2 })
    expect(report.findings.flatMap(({ victims }) => victims).sort()).toEqual(
      Object.values(VICTIMS).sort(),
    )
    expect(report.findings.map(({ cause }) => cause?.kind)).toEqual(['polluter', 'polluter'])
  })

  test('findings are replayed, and the commands of their runners work, from the root', async () => {
    for (const { id, runnerCommand = 'false' } of report.findings) {
      const replayed = await run('replay', id)
      expect(replayed.exitCode, replayed.stdout + replayed.stderr).toBe(1)
      const own = await inShell(runnerCommand, root)
      expect(own.stdout + own.stderr, runnerCommand).toMatch(/1 failed/)
    }
  })

  test('a path means its package; list prints ids that bisect takes', async () => {
    const listed = await run('list', 'packages/shop')
    expect(listed.stdout).toContain(VICTIMS.vitest)
    expect(listed.stdout).not.toContain('texts')
    const found = await run('bisect', VICTIMS.vitest, '--json')
    const [finding] = (JSON.parse(found.stdout) as Report).findings
    expect(finding?.cause).toEqual({
      kind: 'polluter',
      tests: ['packages/shop/tests/cart.test.ts > takes a pear'],
    })
  })
})

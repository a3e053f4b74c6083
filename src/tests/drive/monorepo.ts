import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fixtures } from './folders.js'
import { leakcheck, type Finished } from './run-leakcheck.js'
import { temporaryFolder } from './temporary-folder.js'

/** As in an activated virtualenv: `--python` would say that pytest alone is meant. */
const VIRTUAL_ENV = join(fixtures, 'runners/pytest-8/.venv')
const FILES = {
  // Vitest looks for a configuration upwards, and would find the one of this repository.
  'vite.config.mjs': 'export default {}',
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
  'packages/notes/package.json':
    '{ "name": "notes", "private": true, "type": "module", "scripts": { "test": "vitest run" } }',
  'packages/notes/notes.test.ts': `
    import { expect, test } from 'vitest'
    const notes: string[] = []
    test('takes a note', () => { notes.push('note'); expect(notes).toContain('note') })
    test('begins empty', () => { expect(notes).toEqual([]) })`,
  'packages/web/package.json': '{ "name": "web", "private": true, "type": "module" }',
  'packages/web/vite.config.mjs': "export default { test: { include: ['spec/*.ts'] } }",
  'packages/web/spec/page.ts': "import { test } from 'vitest'\ntest('is a page', () => {})\n",
  'packages/legacy/package.json': '{ "name": "legacy", "scripts": { "test": "jest --ci" } }',
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
/** A leak in a package of each runner. */
export const VICTIMS = {
  vitest: 'packages/shop/tests/cart.test.ts > begins empty',
  /** Of a package with a script, and no configuration. */
  script: 'packages/notes/notes.test.ts > begins empty',
  pytest: 'services/api/tests/test_users.py::test_knows_nobody',
}

/** Packages with runners and settings of their own, and leakcheck called from the folder that only holds them together. */
export function monorepo(): { root: string; run: (...args: string[]) => Promise<Finished> } {
  const root = temporaryFolder('packages-')
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
  return { root, run: (...args) => leakcheck(args, root, { VIRTUAL_ENV }) }
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { declarationsIn } from './declarations.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function declared(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'declares-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return declarationsIn(folder).map(({ runner, by }) => `${runner} by ${by}`)
}

test.each([
  ['pytest.ini', { 'pytest.ini': '' }],
  ['.pytest.ini', { '.pytest.ini': '' }],
  ['pytest.toml', { 'pytest.toml': '' }],
  ['.pytest.toml', { '.pytest.toml': '' }],
  ['pyproject.toml with a section', { 'pyproject.toml': '[tool.pytest.ini_options]\n' }],
  ['pyproject.toml with the section of pytest 9', { 'pyproject.toml': '[tool.pytest]\n' }],
  ['setup.cfg with a section', { 'setup.cfg': '[tool:pytest]\n' }],
  ['tox.ini with a section', { 'tox.ini': '[tox]\n[pytest]\n' }],
])("a folder declares tests for pytest by %s, even beside another runner's call", (_, files) => {
  expect(declared(files)).toEqual(['pytest by config'])
  expect(declared({ ...files, Makefile: 'test:\n\tpython -m unittest\n' })).toEqual([
    'pytest by config',
  ])
})

test.each([
  ['a conftest.py', { 'conftest.py': '' }],
  ['test files in a tests folder', { 'tests/unit/test_cart.py': '' }],
])('a folder looks like tests for pytest by %s', (_, files) => {
  expect(declared(files)).toEqual(['pytest by files'])
})

test.each([
  ['an empty folder', {}],
  ['a pyproject.toml without a section', { 'pyproject.toml': '[tool.black]\n' }],
  ['tests of what is installed', { 'node_modules/x/test_a.py': '', '.venv/lib/test_b.py': '' }],
  ['a package.json that is no JSON', { 'package.json': '{ "scripts": ' }],
  [
    'a package.json of other types',
    { 'package.json': '{ "scripts": ["vitest"], "workspaces": 7 }' },
  ],
  ['a package.json that is null', { 'package.json': 'null' }],
  ['a vite.config.ts without tests', { 'vite.config.ts': 'export default { plugins: [] }' }],
  [
    'a vite.config.ts that has test in a comment and in a rule',
    { 'vite.config.ts': '// test: {}\nexport default { groups: [{ test: /node_modules/ }] }' },
  ],
])('%s declares nothing', (_, files) => {
  expect(declared(files)).toEqual([])
})

test.each([
  ['vitest.config.ts', { 'vitest.config.ts': '' }],
  ['vitest.config.cjs', { 'vitest.config.cjs': '' }],
  ['vitest.workspace.json', { 'vitest.workspace.json': '[]' }],
  ['vite.config.mts with the key test', { 'vite.config.mts': 'export default {\n  test: {},\n}' }],
  [
    'vite.config.js with tests from elsewhere',
    { 'vite.config.js': 'const test = {}\nexport default { test }' },
  ],
  [
    'vite.config.ts that imports from vitest',
    { 'vite.config.ts': "import { defineConfig } from 'vitest/config'" },
  ],
  [
    'vite.config.ts beside the dependency',
    { 'vite.config.ts': '', 'package.json': '{ "devDependencies": { "vitest": "4" } }' },
  ],
])('a folder declares tests for Vitest by %s', (_, files) => {
  expect(declared(files)).toEqual(['vitest by config'])
})

test('a folder declares tests for Vitest by a script, less by a dependency, and looks like it by files', () => {
  expect(declared({ 'package.json': '{ "scripts": { "test": "vitest run" } }' })).toEqual([
    'vitest by script',
  ])
  expect(declared({ 'package.json': '{ "devDependencies": { "vitest": "4" } }' })).toEqual([
    'vitest by dependency',
  ])
  const merged = { 'vite.config.ts': "export { default } from '../vite.js'", 'src/a.test.ts': '' }
  expect(declared(merged)).toEqual(['vitest by files'])
  // Whose tests they are is said by a script.
  expect(declared({ ...merged, 'package.json': '{ "scripts": { "test": "jest" } }' })).toEqual([
    'jest by script',
  ])
})

test.each([
  ['jest', { 'jest.config.cjs': '' }],
  ['jest', { 'package.json': '{ "jest": {} }' }],
  ['mocha', { '.mocharc.yml': '' }],
  ['ava', { 'package.json': '{ "ava": {} }' }],
  ['jasmine', { 'spec/support/jasmine.json': '{}' }],
  ['tap', { '.taprc': '' }],
  ['playwright test', { 'playwright.config.ts': '' }],
  ['cypress', { 'cypress.config.js': '' }],
  ['karma', { 'karma.conf.js': '' }],
])('a folder declares tests for %s, which leakcheck cannot drive', (runner, files) => {
  expect(declared(files)).toEqual([`${runner} by config`])
})

test.each([
  ['unittest', { 'tox.ini': '[testenv]\ncommands = python -m unittest discover\n' }],
  ['unittest', { Makefile: 'test:\n\tpython3 -W error -m unittest\n' }],
  ['nose', { 'setup.cfg': '[aliases]\ntest = nosetests\n' }],
])('a folder calls %s', (runner, files) => {
  expect(declared(files)).toEqual([`${runner} by script`])
})

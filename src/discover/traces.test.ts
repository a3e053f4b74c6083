import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { pytestTraces, vitestTraces } from './traces.js'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'traces-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

test.each([
  ['pytest.ini', { 'pytest.ini': '' }],
  ['pyproject.toml with a section', { 'pyproject.toml': '[tool.pytest.ini_options]\n' }],
  ['setup.cfg with a section', { 'setup.cfg': '[tool:pytest]\n' }],
  ['tox.ini with a section', { 'tox.ini': '[tox]\n[pytest]\n' }],
  ['a conftest.py', { 'conftest.py': '' }],
  ['test files in a tests folder', { 'tests/unit/test_cart.py': '' }],
])('pytest is detected from %s', (_, files) => {
  expect(pytestTraces(folderWith(files))).toBeDefined()
})

test.each([
  ['an empty folder', {}],
  ['a pyproject.toml without a section', { 'pyproject.toml': '[tool.black]\n' }],
  [
    'test files of installed packages',
    { 'node_modules/x/test_a.py': '', '.venv/lib/test_b.py': '' },
  ],
])('pytest is not detected from %s', (_, files) => {
  expect(pytestTraces(folderWith(files))).toBeUndefined()
})

test('Vitest is detected from its config, or from a package.json that names it', () => {
  expect(vitestTraces(folderWith({ 'vitest.config.ts': '' }))).toContain('vitest.config.ts')
  const named = { 'package.json': '{ "devDependencies": { "vitest": "4" } }' }
  expect(vitestTraces(folderWith(named))).toContain('package.json')
  expect(vitestTraces(folderWith({ 'package.json': '{}' }))).toBeUndefined()
})

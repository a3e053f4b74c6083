import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findSeats, type SeatWish } from './find-seats.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'seats-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

type Files = Readonly<Record<string, string>>

function found(files: Files, wish: Partial<SeatWish> = {}) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  const { seats, notCovered } = findSeats({ cwd, runner: 'auto', paths: [], ...wish })
  return {
    seats: seats.map(({ folder, runner }) => `${runner} in ${folder || '.'}`),
    whys: seats.map(({ why }) => why),
    left: notCovered.map(({ what, why }) => `${what}: ${why}`),
  }
}

const calls = (script: string): string => JSON.stringify({ scripts: { test: script } })
const needs = (name: string): string => JSON.stringify({ devDependencies: { [name]: '1' } })

test('packages of a workspace whose scripts call Vitest, or that Vite configures, beside one with a config', () => {
  const { seats, whys, left } = found({
    'package.json': '{ "workspaces": ["packages/*"] }',
    'packages/cart/package.json': calls('vitest run'),
    'packages/shop/package.json': '{}',
    'packages/shop/vitest.config.ts': '',
    'packages/web/vite.config.ts': 'export default { test: {} }',
    'services/api/pytest.ini': '',
  })
  expect(seats).toEqual([
    ...['vitest in packages/cart', 'vitest in packages/shop', 'vitest in packages/web'],
    'pytest in services/api',
  ])
  expect(whys).toEqual([
    "packages/cart/package.json's script test",
    'packages/shop/vitest.config.ts',
    'packages/web/vite.config.ts',
    'services/api/pytest.ini',
  ])
  expect(left).toEqual([])
})

test('a root with tests of its own hides no package of another runner', () => {
  expect(found({ 'tests/test_a.py': '', 'frontend/vitest.config.ts': '' }).seats).toEqual([
    'pytest in .',
    'vitest in frontend',
  ])
  rmSync(cwd, { recursive: true })
  expect(
    found({ 'vitest.config.ts': '', 'api/pyproject.toml': '[tool.pytest.ini_options]' }).seats,
  ).toEqual(['vitest in .', 'pytest in api'])
})

test('Vitest installed at the root, for the packages below or for the root itself', () => {
  const root = { 'package.json': needs('vitest') }
  expect(found(root).seats).toEqual(['vitest in .'])
  expect(found({ 'packages/a/package.json': calls('vitest') }).seats).toEqual([
    'vitest in packages/a',
  ])
})

test('both runners configured in one folder', () => {
  expect(found({ 'package.json': needs('vitest'), 'pytest.ini': '' }).seats).toEqual([
    'vitest in .',
    'pytest in .',
  ])
})

test('packages of a uv workspace, and packages for Python without a configuration', () => {
  const { seats } = found({
    'pyproject.toml': '[tool.uv.workspace]\nmembers = ["libs/*"]\n',
    'libs/core/pyproject.toml': '[project]\n',
    'libs/core/tests/test_a.py': '',
    'libs/docs/pyproject.toml': '[project]\n',
    'tools/lint/setup.py': '',
    'tools/lint/test_lint.py': '',
    'scripts/test_loose.py': '',
  })
  expect(seats).toEqual(['pytest in libs/core', 'pytest in tools/lint'])
})

test('a runner that leakcheck cannot drive is named, at the root and below, with many as one', () => {
  const { left } = found({
    'vitest.config.ts': '',
    'playwright.config.ts': '',
    'legacy/jest.config.js': '',
    ...Object.fromEntries(
      ['a', 'b', 'c', 'd'].map((name) => [`apps/${name}/package.json`, calls('mocha')]),
    ),
  })
  expect(left).toEqual([
    'tests for playwright test: playwright test: not supported yet (playwright.config.ts)',
    'tests for mocha in 4 folders of apps: mocha: not supported yet',
    'tests for jest in legacy: jest: not supported yet (jest.config.js)',
  ])
})

test('a dependency on Vitest says little where another runner is configured', () => {
  const files = { 'package.json': needs('vitest'), 'jest.config.js': '' }
  expect(found(files)).toMatchObject({ seats: [] })
  expect(found(files, { runner: 'vitest' })).toMatchObject({ seats: ['vitest in .'], left: [] })
})

test('tests that look like those of pytest, beside Vitest, are named', () => {
  const { seats, left } = found({ 'vitest.config.ts': '', 'tests/test_a.py': '' })
  expect(seats).toEqual(['vitest in .'])
  expect(left).toEqual([
    'tests/test_a.py: looks like tests for pytest: leakcheck run --runner pytest',
  ])
})

test('a script with a config of another name is named, and the usual config of that name is not', () => {
  const { seats, left } = found({
    'package.json': calls('vitest run -c ./vitest.config.ts && vitest run -c e2e.config.ts'),
    'vitest.config.ts': '',
    'e2e.config.ts': '',
  })
  expect(seats).toEqual(['vitest in .'])
  expect(left).toEqual([
    "what e2e.config.ts configures: named by package.json's script test: leakcheck run -- --config e2e.config.ts",
  ])
})

test('a script of the root that calls Vitest for a package', () => {
  const files = {
    'package.json': calls(
      'cd packages/a && vitest run; vitest --root ../elsewhere; cd no && vitest',
    ),
    'packages/a/readme.md': '',
  }
  expect(found(files).seats).toEqual(['vitest in packages/a'])
})

test.each(['.', './', '/', '/tmp', '$HOME', '..', '../..'])(
  'a script that calls Vitest for the folder %s makes no seat of a folder elsewhere',
  (folder) => {
    const { seats } = found({ 'package.json': calls(`vitest run --root '${folder}'`) })
    expect(seats).toEqual(folder.startsWith('./') || folder === '.' ? ['vitest in .'] : [])
  },
)

test('a package that lies deep is found', () => {
  const files = { 'a/b/c/d/e/package.json': calls('vitest') }
  expect(found(files).seats).toEqual(['vitest in a/b/c/d/e'])
})

test('a path means its package; a part of a name may mean any', () => {
  const files = {
    'a/vitest.config.ts': '',
    'b/vitest.config.ts': '',
    'b/x.test.ts': '',
    'c/jest.config.js': '',
  }
  expect(found(files, { paths: ['b/x.test.ts'] })).toMatchObject({
    seats: ['vitest in b'],
    left: [],
  })
  expect(found(files, { paths: ['x.test'] }).seats).toHaveLength(2)
  expect(found(files, { paths: ['c'] })).toMatchObject({
    seats: [],
    left: [expect.stringContaining('jest') as string],
  })
})

test('a path means no root that is there only for the packages below', () => {
  const files = {
    'package.json': needs('vitest'),
    'a/vitest.config.ts': '',
    'legacy/jest.config.js': '',
  }
  expect(found(files, { paths: ['legacy'] })).toMatchObject({
    seats: [],
    left: [expect.anything()],
  })
})

test('a runner that was asked for is the only one', () => {
  const files = { 'vitest.config.ts': '', 'pytest.ini': '', 'jest.config.js': '' }
  expect(found(files, { runner: 'pytest' })).toMatchObject({ seats: ['pytest in .'], left: [] })
  expect(found(files, { python: 'python3' })).toMatchObject({ seats: ['pytest in .'], left: [] })
})

test('what is installed or made is no package of the user', () => {
  const { seats } = found({
    'node_modules/x/vitest.config.ts': '',
    '.venv/lib/python3/site-packages/y/pytest.ini': '',
    'dist/package.json': calls('vitest'),
  })
  expect(seats).toEqual([])
})

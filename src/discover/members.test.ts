import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { membersOf } from './members.js'

const PACKAGES = [
  ...['packages/cart/package.json', 'packages/shop/package.json', 'packages/old/package.json'],
  ...['apps/deep/er/still/more/web/package.json', 'apps/node_modules/x/package.json'],
  ...['services/api/pyproject.toml', 'services/seeds/pyproject.toml', 'packages/none/readme.md'],
]
let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'members-'))
  for (const file of PACKAGES) write(file, '{}')
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(cwd, file)), { recursive: true })
  writeFileSync(join(cwd, file), text)
}

const CART_AND_SHOP = ['packages/cart', 'packages/shop']

test.each([
  ['npm', 'package.json', '{ "workspaces": ["packages/*", "!packages/old"] }'],
  [
    'Yarn',
    'package.json',
    '{ "workspaces": { "packages": ["./packages/cart/", "packages/shop"] } }',
  ],
  ['pnpm', 'pnpm-workspace.yaml', 'packages:\n  - "."\n  - packages/*\n  - "!**/old"\n'],
])('packages of a workspace of %s, without those that are taken out', (_, file, text) => {
  write(file, text)
  expect(membersOf(cwd)).toEqual(CART_AND_SHOP)
})

test('packages may lie deep, but not in what is installed', () => {
  write('package.json', '{ "workspaces": ["apps/**"] }')
  expect(membersOf(cwd)).toEqual(['apps/deep/er/still/more/web'])
})

test('a link that leads back to where it lies is not followed for ever', () => {
  symlinkSync('..', join(cwd, 'packages/loop'))
  write('package.json', '{ "workspaces": ["packages/**"] }')
  expect(membersOf(cwd)).toEqual(['packages/cart', 'packages/old', 'packages/shop'])
})

test('packages of a workspace of uv', () => {
  write(
    'pyproject.toml',
    '[tool.uv.workspace]\nmembers = ["services/*"]\nexclude = ["services/seeds"]\n',
  )
  expect(membersOf(cwd)).toEqual(['services/api'])
})

test.each([
  ['package.json', '{ "workspaces": ['],
  ['package.json', '{ "workspaces": [7, null] }'],
  ['package.json', '{ "workspaces": ["../**", "/", "packages/../../*"] }'],
  ['pnpm-workspace.yaml', 'packages: [\n'],
  ['pnpm-workspace.yaml', 'packages: "*"\n'],
  ['pyproject.toml', '[tool.uv.workspace\n'],
  ['pyproject.toml', 'tool = 1\n'],
])('no workspace, and no error, if %s is %j', (file, text) => {
  write(file, text)
  expect(membersOf(cwd)).toEqual([])
})

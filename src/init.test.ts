import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from './config/load.js'
import { init } from './init.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'leakcheck-init-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
}

const VITEST = {
  'package.json': '{ "devDependencies": { "vitest": "4.1.12" } }',
  'node_modules/vitest/package.json': '{ "name": "vitest", "version": "4.1.12" }',
}
const PYTEST = { 'pytest.ini': '[pytest]\n', '.venv/bin/python': '' }
const SCHEMA = { 'node_modules/leakcheck/dist/config.schema.json': '{}' }

const initIn = (folder: string, runner: 'auto' | 'vitest' | 'pytest' = 'auto') =>
  init({ cwd: join(root, folder), runner }, {})
const written = (folder = '.') => readFileSync(join(root, folder, 'leakcheck.config.json'), 'utf8')

test('the written config names the runner that was found, and leakcheck can load it', async () => {
  write(VITEST)
  expect(initIn('.')).toEqual({
    file: 'leakcheck.config.json',
    written: true,
    runners: [{ name: 'vitest', why: 'package.json names vitest' }],
  })
  expect(written()).toBe('{\n  "runner": "vitest"\n}\n')
  expect(await loadConfig(root)).toEqual({ runner: 'vitest' })
})

test('the written config names the schema of the installed package, even if a workspace has hoisted it', () => {
  write({ ...VITEST, ...SCHEMA, 'packages/app/vitest.config.ts': '' })
  initIn('packages/app')
  expect(JSON.parse(written('packages/app'))).toEqual({
    $schema: '../../node_modules/leakcheck/dist/config.schema.json',
    runner: 'vitest',
  })
  initIn('.')
  expect(JSON.parse(written())).toMatchObject({
    $schema: './node_modules/leakcheck/dist/config.schema.json',
  })
})

test('with two runners, both are named and the config says auto, unless the user chooses one', () => {
  write({ ...VITEST, ...PYTEST })
  expect(initIn('.').runners.map(({ name }) => name)).toEqual(['vitest', 'pytest'])
  expect(JSON.parse(written())).toEqual({ runner: 'auto' })
  rmSync(join(root, 'leakcheck.config.json'))
  expect(initIn('.', 'pytest').runners.map(({ name }) => name)).toEqual(['pytest'])
  expect(JSON.parse(written())).toEqual({ runner: 'pytest' })
})

test.each([
  ['leakcheck.config.json', '{ "jobs": 1 }', 'leakcheck.config.json'],
  ['leakcheck.config.ts', 'not even TypeScript (', 'leakcheck.config.ts'],
  ['package.json', '{ "leakcheck": {} }', 'package.json, key "leakcheck"'],
])('a project that is configured in %s is left alone', (file, text, said) => {
  write({ ...VITEST, [file]: text })
  expect(initIn('.')).toEqual({ file: said, written: false, runners: [] })
  expect(readFileSync(join(root, file), 'utf8')).toBe(text)
  if (file !== 'leakcheck.config.json') expect(written).toThrow('ENOENT')
})

test('without a runner there is an error, and nothing is written', () => {
  write({ 'package.json': '{}' })
  expect(() => initIn('.')).toThrow(expect.objectContaining({ code: 'no-runner', exitCode: 2 }))
  expect(written).toThrow('ENOENT')
})

/** The package as a user gets it: packed, installed beside Vitest in an empty folder, called through npx. */
import { execa } from 'execa'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { packInto } from '../drive/pack.js'
import { readJson } from '../drive/read-json.js'
import { userEnvironment } from '../drive/user-environment.js'

const folder = mkdtempSync(join(tmpdir(), 'packed-'))
const shell = (command: string) =>
  execa('bash', ['-c', command], {
    cwd: folder,
    reject: false,
    stdin: 'ignore',
    env: userEnvironment,
  })
const FILES = {
  'package.json': '{ "name": "newcomer", "private": true, "type": "module" }',
  'leakcheck.config.ts': `import { defineConfig } from 'leakcheck'
export default defineConfig({ isolate: 'suspects', repeats: 1 })\n`,
  'test/cart.test.js': `import { expect, test } from 'vitest'
const cart = []
test('adds a book', () => { cart.push('book'); expect(cart).toContain('book') })
test('starts empty', () => expect(cart).toEqual([]))\n`,
}

beforeAll(async () => {
  mkdirSync(join(folder, 'test'))
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text)
  const tarball = `./${basename(await packInto(folder))}`
  const install = ['install', '--no-audit', '--no-fund', tarball, 'vitest@4.1.12']
  await execa('npm', install, { cwd: folder })
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a newcomer installs it, runs it with a typed config, and replays what it found as printed', async () => {
  const run = await shell('npx leakcheck run')
  expect(run.exitCode, run.stderr).toBe(1)
  const report = readJson<Report>(join(folder, '.leakcheck/report.json'))
  expect(report.exitCode).toBe(1)
  expect(report.config).toMatchObject({ isolate: { kind: 'suspects' }, repeats: 1 })
  const command = / {2}replay +(.+)/.exec(run.stdout)?.[1] ?? ''
  expect(command).toBe('npx leakcheck replay L1')
  const replay = await shell(command)
  expect(replay.exitCode, replay.stderr).toBe(1)
  expect(replay.stdout).toContain('starts empty')
})

test('the package holds its schemas, and no tests, benchmarks or build scripts', async () => {
  const { stdout } = await shell('cd node_modules/leakcheck && find . -type f')
  const files = stdout.split('\n')
  expect(files).toContain('./dist/adapters/vitest/child/runner.js')
  expect(files.filter((file) => /\.test\.|\.fixture\.|\/(bench|build|tests)\//.test(file))).toEqual(
    [],
  )
  for (const doc of ['docs/ci.md', 'docs/field/README.md', 'docs/html-report.png', 'action.yml'])
    expect(files).toContain(`./${doc}`)
  for (const schema of ['report', 'config']) {
    const file = join(folder, `node_modules/leakcheck/dist/${schema}.schema.json`)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('$schema')
  }
})

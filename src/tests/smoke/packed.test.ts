/** The package as a user gets it: packed, installed beside Vitest in an empty folder, called through npx. */
import { execa } from 'execa'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Report } from '../../model/report-document.js'
import { repository } from '../drive/folders.js'

const folder = mkdtempSync(join(tmpdir(), 'packed-'))
const shell = (command: string) =>
  execa('bash', ['-c', command], {
    cwd: folder,
    reject: false,
    stdin: 'ignore',
    env: { VITEST: undefined, NODE_ENV: undefined, TEST: undefined },
  })

beforeAll(async () => {
  const { stdout } = await execa(
    'npm',
    ['pack', '--ignore-scripts', '--json', '--pack-destination', folder],
    { cwd: repository },
  )
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "newcomer", "private": true, "type": "module" }',
  )
  await execa(
    'npm',
    ['install', '--no-audit', '--no-fund', `./${filename}`, 'vitest@4.1.12', 'happy-dom@20.8.3'],
    {
      cwd: folder,
    },
  )
  mkdirSync(join(folder, 'test'))
  writeFileSync(
    join(folder, 'test/cart.test.js'),
    `import { expect, test } from 'vitest'
     const cart = []
     test('adds a book', () => { cart.push('book'); expect(cart).toContain('book') })
     test('starts empty', () => expect(cart).toEqual([]))\n`,
  )
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test(
  'a newcomer installs it, runs it, and replays what it found as printed',
  { timeout: 120_000 },
  async () => {
    const run = await shell('npx leakcheck run')
    expect(run.exitCode, run.stderr).toBe(1)
    const command = / {2}replay +(.+)/.exec(run.stdout)?.[1] ?? ''
    expect(command).toBe('npx leakcheck replay L1')
    const replay = await shell(command)
    expect(replay.exitCode, replay.stderr).toBe(1)
    expect(replay.stdout).toContain('starts empty')
    expect(
      (JSON.parse(readFileSync(join(folder, '.leakcheck/report.json'), 'utf8')) as Report).exitCode,
    ).toBe(1)
  },
)

test('a typed config works, and the schemas are there', { timeout: 120_000 }, async () => {
  writeFileSync(
    join(folder, 'leakcheck.config.ts'),
    `import { defineConfig } from 'leakcheck'\nexport default defineConfig({ isolate: 'suspects', rounds: 1 })\n`,
  )
  const { exitCode, stdout, stderr } = await shell('npx leakcheck run --json')
  expect(exitCode, stderr).toBe(1)
  expect((JSON.parse(stdout) as Report).config).toMatchObject({
    isolate: { kind: 'suspects' },
    rounds: 1,
  })
  for (const schema of ['report', 'config']) {
    const file = join(folder, `node_modules/leakcheck/dist/${schema}.schema.json`)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('$schema')
  }
})

test('a leakcheck that lies elsewhere drives a DOM project', { timeout: 120_000 }, async () => {
  // Each project of `projects` has a Vite server of its own, and that one guards the project's folder.
  writeFileSync(
    join(folder, 'vitest.config.js'),
    `export default { test: { projects: [{ extends: true, test: { name: 'dom', environment: 'happy-dom' } }] } }\n`,
  )
  const elsewhere = `"${process.execPath}" "${join(repository, 'bin/leakcheck.js')}"`
  const { exitCode, stdout, stderr } = await shell(`${elsewhere} run --json --isolate all`)
  expect(exitCode, stderr).toBe(1)
  expect((JSON.parse(stdout) as Report).findings[0]?.victims).toEqual([
    '[dom] test/cart.test.js > starts empty',
  ])
})

test('the package holds no tests, benchmarks or build scripts', { timeout: 60_000 }, async () => {
  const { stdout } = await shell('cd node_modules/leakcheck && find . -type f')
  const files = stdout.split('\n')
  expect(files).toContain('./dist/adapters/vitest/child/runner.js')
  expect(files.filter((file) => /\.test\.|\.fixture\.|\/bench\/|\/build\//.test(file))).toEqual([])
})

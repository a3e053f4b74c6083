/** A newcomer's path with each package manager: install, run, finding, and the replay as it was printed. */
import { execa } from 'execa'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { repository } from '../drive/folders.js'

const folder = mkdtempSync(join(tmpdir(), 'newcomer-'))
const MANAGERS = ['pnpm@10.34.9', '@yarnpkg/cli-dist@4.18.1', 'bun@1.4.5']
const RUNNER = 'vitest@4.1.12'
let tarball: string
let env: Record<string, string | undefined>

beforeAll(async () => {
  const tools = join(folder, 'tools')
  mkdirSync(tools)
  writeFileSync(join(tools, 'package.json'), '{ "private": true }')
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await execa('npm', pack, { cwd: repository })
  tarball = join(folder, (JSON.parse(stdout) as [{ filename: string }])[0].filename)
  await execa('npm', ['install', '--no-audit', '--no-fund', ...MANAGERS], { cwd: tools })
  const registry = (await execa('npm', ['config', 'get', 'registry'], { cwd: tools })).stdout
  env = {
    // The same packages as npm gets, and nothing that says which package manager runs this test.
    PATH: `${join(tools, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
    npm_config_registry: registry,
    YARN_NPM_REGISTRY_SERVER: registry,
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
    npm_config_user_agent: undefined,
    VITEST: undefined,
    NODE_ENV: undefined,
    TEST: undefined,
  }
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Two files, one leak. */
const SUITE = {
  'package.json': '{ "name": "newcomer", "private": true, "type": "module" }',
  'test/cart.test.js': `import { expect, test } from 'vitest'
const cart = []
test('adds a book', () => { cart.push('book'); expect(cart).toContain('book') })
test('starts empty', () => expect(cart).toEqual([]))\n`,
  'test/sum.test.js': `import { expect, test } from 'vitest'
test('adds', () => expect(1 + 1).toBe(2))\n`,
}
const YARN = { 'yarn.lock': '' }

test.each([
  ['npm', {}, `npm install --no-audit --no-fund ${RUNNER}`, 'npx leakcheck'],
  ['pnpm', {}, `pnpm add -D ${RUNNER}`, 'pnpm exec leakcheck'],
  [
    'yarn with node_modules',
    { ...YARN, '.yarnrc.yml': 'nodeLinker: node-modules\n' },
    `yarn add -D ${RUNNER}`,
    'yarn leakcheck',
  ],
  ["yarn with Plug'n'Play", YARN, `yarn add -D ${RUNNER}`, 'yarn leakcheck'],
  ['bun', {}, `bun add -d ${RUNNER}`, 'bunx leakcheck'],
])('%s', { timeout: 400_000 }, async (name, files, install, program) => {
  const cwd = join(folder, name.replace(/\W+/g, '-'))
  for (const [file, text] of Object.entries({ ...SUITE, ...files })) {
    mkdirSync(join(cwd, file, '..'), { recursive: true })
    writeFileSync(join(cwd, file), text)
  }
  const shell = (line: string) =>
    execa('bash', ['-c', line], { cwd, env, reject: false, stdin: 'ignore' })
  const at = name.startsWith('yarn') ? `leakcheck@file:${tarball}` : tarball
  const installed = await shell(`${install} '${at}'`)
  expect(installed.exitCode, installed.stdout + installed.stderr).toBe(0)

  const run = await shell(`${program} run`)
  expect(run.exitCode, run.stdout + run.stderr).toBe(1)
  expect(run.stdout).toContain('after test/cart.test.js > adds a book')
  const command = / {2}replay +(.+)/.exec(run.stdout)?.[1] ?? ''
  expect(command).toBe(`${program} replay L1`)
  const replay = await shell(command)
  expect(replay.exitCode, replay.stdout + replay.stderr).toBe(1)
  expect(replay.stdout).toContain('reproduced')
  expect(replay.stdout).toContain('starts empty')
})

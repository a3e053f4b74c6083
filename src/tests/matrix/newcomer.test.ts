/** A newcomer's path with each package manager: install, run, finding, and the replay as it was printed. */
import { execa } from 'execa'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { cell } from '../drive/cell.js'
import { expectOneLine } from '../expect/expect-one-line.js'
import { program as checkout } from '../drive/folders.js'
import { packInto } from '../drive/pack.js'
import { userEnvironment } from '../drive/user-environment.js'

const RUNNER = 'vitest@4.1.12'

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

interface Manager {
  readonly name: string
  /** What is installed to have it; undefined: it comes with Node. */
  readonly package?: string
  readonly files?: Readonly<Record<string, string>>
  readonly install: string
  readonly program: string
}

const YARN_BERRY = {
  package: '@yarnpkg/cli-dist@4.18.1',
  install: `yarn add -D ${RUNNER}`,
  program: 'yarn leakcheck',
}
const MANAGERS: readonly Manager[] = [
  { name: 'npm', install: `npm install --no-audit --no-fund ${RUNNER}`, program: 'npx leakcheck' },
  {
    name: 'pnpm',
    package: 'pnpm@10.34.9',
    install: `pnpm add -D ${RUNNER}`,
    program: 'pnpm exec leakcheck',
  },
  {
    name: 'yarn-with-node-modules',
    ...YARN_BERRY,
    files: { ...YARN, '.yarnrc.yml': 'nodeLinker: node-modules\n' },
  },
  { name: 'yarn-plug-n-play', ...YARN_BERRY, files: YARN },
  { name: 'bun', package: 'bun@1.4.5', install: `bun add -d ${RUNNER}`, program: 'bunx leakcheck' },
]

for (const manager of MANAGERS) cell(`newcomer/${manager.name}`, () => walkNewcomer(manager))

function walkNewcomer({ package: tool, files, install, program }: Manager): void {
  let folder: string
  let tarball: string
  let env: Record<string, string | undefined>

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'newcomer-'))
    const tools = join(folder, 'tools')
    mkdirSync(tools)
    writeFileSync(join(tools, 'package.json'), '{ "private": true }')
    tarball = await packInto(folder)
    if (tool !== undefined)
      await execa('npm', ['install', '--no-audit', '--no-fund', tool], { cwd: tools })
    const registry = (await execa('npm', ['config', 'get', 'registry'], { cwd: tools })).stdout
    env = {
      // The same packages as npm gets, and nothing that says which package manager runs this test.
      PATH: `${join(tools, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      npm_config_registry: registry,
      YARN_NPM_REGISTRY_SERVER: registry,
      YARN_ENABLE_TELEMETRY: '0',
      YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
      npm_config_user_agent: undefined,
      ...userEnvironment,
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('installs it, runs it, and replays what it found as printed', async () => {
    const cwd = join(folder, 'suite')
    for (const [file, text] of Object.entries({ ...SUITE, ...files })) {
      mkdirSync(join(cwd, file, '..'), { recursive: true })
      writeFileSync(join(cwd, file), text)
    }
    const shell = (line: string) =>
      execa('bash', ['-c', line], { cwd, env, reject: false, stdin: 'ignore' })
    const at = program.startsWith('yarn') ? `leakcheck@file:${tarball}` : tarball
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
}

cell('newcomer/old-node', () => {
  test('a Node that is too old is told so in one line', async () => {
    // The guard must run on what it guards against: a real old Node, from the registry.
    const old = mkdtempSync(join(tmpdir(), 'old-node-'))
    onTestFinished(() => rmSync(old, { recursive: true, force: true }))
    writeFileSync(join(old, 'package.json'), '{ "private": true }')
    await execa('npm', ['install', '--no-audit', '--no-fund', 'node@18.20.8'], { cwd: old })
    const { exitCode, stderr } = await execa(
      join(old, 'node_modules/.bin/node'),
      [checkout, 'run'],
      { reject: false },
    )
    expect(exitCode, stderr).toBe(2)
    expectOneLine(stderr, /needs Node 20\.19 or newer, this is 18\.20\.8/, /hint/)
  })
})

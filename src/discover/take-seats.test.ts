import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { lookForSeats, takeSeats } from './take-seats.js'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'take-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const VITEST = {
  'node_modules/vitest/package.json': '{ "version": "4.1.12" }',
  '.venv/bin/python': '',
}

/** @param runs test files of each folder in which a runner is called; an error: it does not start */
async function taken(
  files: Readonly<Record<string, string>>,
  runs: Readonly<Record<string, readonly string[] | LeakcheckError>>,
  projects: readonly string[] = [],
) {
  for (const [name, text] of Object.entries({ ...VITEST, ...files })) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  const wish = { cwd, runner: 'auto', paths: [], fork: true, runnerArgs: [] } as const
  const opened: string[] = []
  const { notCovered } = await takeSeats(
    lookForSeats(wish, {}),
    wish,
    {},
    (folder, { adapter }) => {
      const own = runs[folder] ?? []
      if (own instanceof LeakcheckError) return Promise.reject(own)
      opened.push(`${adapter.name} in ${folder || '.'}`)
      const root = join(cwd, folder)
      const base = { name: '', root, domain: 'file', sharedSetup: false, unsupported: [] } as const
      const more = projects.map((each) => ({ ...base, root: join(cwd, each), files: [] }))
      return Promise.resolve([{ ...base, files: own }, ...more])
    },
  )
  return { opened, left: notCovered.map(({ what, why }) => `${what}: ${why}`) }
}

const CONFIG = 'export default {}'
const broken = new LeakcheckError('runner-failed-to-start', 'vitest did not start')

test('a package that the runner of the root runs needs none of its own', async () => {
  const files = { 'vitest.config.ts': CONFIG, 'packages/a/vitest.config.ts': CONFIG }
  const runs = { '': ['packages/a/x.test.ts'] }
  const { opened, left } = await taken(files, runs, ['packages/a'])
  expect(opened).toEqual(['vitest in .'])
  expect(left).toEqual([])
  // Without being one of its projects, it is run, but not as it is configured.
  expect(await taken(files, runs)).toEqual({
    opened: ['vitest in .'],
    left: [
      'tests for vitest in packages/a: run with the settings of a folder above, not with their own (leakcheck run -C packages/a)',
    ],
  })
})

test('a package of the workspace that the runner of the root leaves out is run by its own; another folder is named', async () => {
  const { opened, left } = await taken(
    {
      'package.json': '{ "workspaces": ["packages/*"] }',
      'vitest.config.ts': CONFIG,
      'packages/a/package.json': '{}',
      'packages/a/vitest.config.ts': CONFIG,
      'tools/b/vitest.config.ts': CONFIG,
    },
    { '': ['x.test.ts'], 'packages/a': ['y.test.ts'] },
  )
  expect(opened).toEqual(['vitest in .', 'vitest in packages/a'])
  expect(left).toEqual([
    'tests for vitest in tools/b: a folder of its own, which nothing here runs (leakcheck run -C tools/b)',
  ])
})

test('material of tests is named, many folders as one, unless there is nothing else', async () => {
  const material = Object.fromEntries(
    ['a', 'b', 'c', 'd'].map((name) => [`fixtures/${name}/pytest.ini`, '']),
  )
  const { opened, left } = await taken(
    { 'vitest.config.ts': CONFIG, ...material },
    { '': ['x.test.ts'] },
  )
  expect(opened).toEqual(['vitest in .'])
  expect(left).toEqual([
    'tests for pytest in 4 folders of fixtures: a folder of its own, which nothing here runs',
  ])
  rmSync(join(cwd, 'vitest.config.ts'))
  expect((await taken(material, {})).opened).toHaveLength(4)
})

test('a package whose runner is not installed is named beside one that runs, and an error by itself', async () => {
  const installed = { 'a/node_modules/vitest/package.json': '{ "version": "1.6.0" }' }
  const files = { 'a/vitest.config.ts': CONFIG, ...installed }
  await expect(taken(files, {})).rejects.toThrow('vitest 1.6.0')
  const { opened, left } = await taken(
    { ...files, 'b/vitest.config.ts': CONFIG, 'c/pytest.ini': '' },
    { b: ['x.test.ts'], c: new LeakcheckError('no-runner', 'python has no pytest') },
  )
  expect(opened).toEqual(['vitest in b'])
  expect(left).toEqual([
    expect.stringMatching(/^tests for vitest in a: vitest 1\.6\.0 is installed/),
    'tests for pytest in c: python has no pytest (c/pytest.ini)',
  ])
})

test('a configured runner that does not start is an error that names its package; what only looks like one is named', async () => {
  const files = { 'a/vitest.config.ts': CONFIG, 'b/vitest.config.ts': CONFIG }
  await expect(taken(files, { a: ['x.test.ts'], b: broken })).rejects.toThrow(
    'b: vitest did not start',
  )
  rmSync(join(cwd, 'b'), { recursive: true })
  const { opened, left } = await taken(
    { 'c/pyproject.toml': '', 'c/tests/test_a.py': '' },
    { a: ['x.test.ts'], c: new LeakcheckError('no-pytest', 'no pytest there') },
  )
  expect(opened).toEqual(['vitest in a'])
  expect(left).toEqual(['tests for pytest in c: no pytest there (c/tests/test_a.py)'])
})

test('a package with a runner and no tests is named', async () => {
  const files = { 'a/vitest.config.ts': CONFIG, 'b/vitest.config.ts': CONFIG }
  const { left } = await taken(files, { a: ['x.test.ts'] })
  expect(left).toEqual([
    'tests for vitest in b: the runner finds no test files (b/vitest.config.ts)',
  ])
})

test('only runners that leakcheck cannot drive: an error that names them, not what is missing', async () => {
  await expect(taken({ 'jest.config.js': '' }, {})).rejects.toMatchObject({
    message: 'found tests for jest (jest.config.js): not supported yet',
    exitCode: 2,
    hint: expect.stringContaining('Vitest 2 to 5, and pytest 7 to 9') as string,
  })
})

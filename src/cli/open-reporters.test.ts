import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LeakcheckError } from '../errors.js'
import { plainPaint } from '../report/paint.js'
import { sampleReport, sampleTest } from '../report/sample-report.fixture.js'
import { openReporters, tryReporters } from './open-reporters.js'

const FILES = {
  'default.mjs': 'export default (report) => `default ${report.tests.length}`',
  'named.mjs': 'export const reporter = async (report) => `named ${report.tests.length}`',
  'typed.ts':
    "import { defineConfig } from 'leakcheck'\nimport type { CustomReporter } from 'leakcheck'\n" +
    'export const reporter: CustomReporter = (report) => `typed ${report.tests.length} ${typeof defineConfig}`',
  'none.mjs': 'export const other = 1',
  'broken.mjs': 'this is no JavaScript',
  'node_modules/for-import/package.json':
    '{"type": "module", "exports": {".": {"import": "./main.js"}}}',
  'node_modules/for-import/main.js': 'export default () => `for import`',
  'node_modules/@me/for-require/package.json': '{"main": "./main.js"}',
  'node_modules/@me/for-require/main.js': 'module.exports = () => `for require`',
}

let cwd: string
beforeAll(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), 'leakcheck-reporters-')))
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
})
afterAll(() => rmSync(cwd, { recursive: true }))

const report = sampleReport([sampleTest('a')])
const options = { paint: plainPaint, pathInRepository: '' }

test.each([
  ['./default.mjs', 'default 1'],
  ['./named.mjs', 'named 1'],
  ['./typed.ts', 'typed 1 function'],
  ['for-import', 'for import'],
  ['@me/for-require', 'for require'],
])('the reporter %s is loaded, and renders %j', async (name, text) => {
  const [opened] = await openReporters({ cwd, reporters: [{ name }] })
  expect(opened && 'render' in opened && (await opened.render(report, options))).toBe(text)
})

test.each([
  ['./none.mjs', 'reporter-no-function', 'exports no function', 'export default'],
  [
    './broken.mjs',
    'reporter-not-loaded',
    'the reporter ./broken.mjs: ',
    'a path that begins with ./',
  ],
  ['./absent.mjs', 'reporter-not-loaded', 'there is no such file', 'a path'],
  ['absent', 'reporter-not-loaded', 'no reporter and no installed package is called that', 'sarif'],
  ['markdwon', 'reporter-not-loaded', 'could not load the reporter markdwon', "mean 'markdown'?"],
])('the reporter %s is refused as %s, with exit code 2', async (name, code, said, hint) => {
  const fault = await openReporters({ cwd, reporters: [{ name }] }).catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(LeakcheckError)
  expect(fault).toMatchObject({ code, exitCode: 2 })
  expect((fault as LeakcheckError).message).toContain(said)
  expect((fault as LeakcheckError).hint).toContain(hint)
})

test('when a report exists already, a reporter that cannot be loaded does not stop the others', async () => {
  const names = ['./none.mjs', 'junit', './default.mjs']
  const opened = await tryReporters({ cwd, reporters: names.map((name) => ({ name })) })
  expect(opened.map((each) => 'fault' in each)).toEqual([true, false, false])
})

/** Runners that list their tests and then do not start any more: one error that says why, instead of a hundred void runs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectOneLine } from '../expect/expect-one-line.js'
import { project } from '../drive/made-up-project.js'
import { leakcheck } from '../drive/run-leakcheck.js'
import { temporaryFolder } from '../drive/temporary-folder.js'
import { virtualenv } from '../drive/folders.js'

const PYTHON = ['--runner', 'pytest', '--python', virtualenv]
/** What is confirmed in processes started from nothing: those are the ones that do not start. */
const LEAK = `import { expect, test } from 'vitest'
let lit = 0
test('lights', () => { lit += 1 })
test('is dark', () => expect(lit).toBe(0))\n`
const PY_LEAK = `lit = []
def test_lights():
    lit.append(1)
def test_is_dark():
    assert lit == []\n`
const CONFIG = (then: string) => `import { appendFileSync, readFileSync } from 'node:fs'
const file = process.env.FIXTURE_STATE_DIR + '/starts'
appendFileSync(file, process.pid + '\\n')
if (new Set(readFileSync(file, 'utf8').trim().split('\\n')).size > 1) ${then}
export default { test: { include: ['tests/*.test.ts'] } }\n`
const CONFTEST = (then: string) => `import os
file = os.path.join(os.environ["FIXTURE_STATE_DIR"], "starts")
open(file, "a").write(f"{os.getpid()}\\n")
if len(set(open(file))) > 1:
    ${then}\n`

test.each([
  ['vitest: its config throws', { 'vitest.config.mjs': CONFIG(`throw new Error('no licence left')`), 'tests/a.test.ts': LEAK }, [], /did not start: .*no licence left/], // prettier-ignore
  ['vitest: its config ends the process', { 'vitest.config.mjs': CONFIG(`{ console.error('no licence left'); process.exit(7) }`), 'tests/a.test.ts': LEAK }, [], /did not start: no licence left/], // prettier-ignore
  ['pytest: its conftest raises', { 'pytest.ini': '[pytest]\n',
      'conftest.py': CONFTEST('raise RuntimeError("no licence left")'), 'test_a.py': PY_LEAK, 'test_b.py': 'def test_b():\n    pass\n' }, PYTHON, /no licence left/], // prettier-ignore
] as const)('%s', async (_, files, more, why) => {
  const folder = project(files)
  const env = { FIXTURE_STATE_DIR: temporaryFolder('state-') }
  const { exitCode, stderr, stdout } = await leakcheck(['run', '--jobs', '1', ...more], folder, env)
  expect(exitCode, stderr).toBe(2)
  expect(stdout).toBe('')
  const said = stderr.slice(stderr.indexOf('leakcheck: '))
  expectOneLine(said, /has started before, but does not any more \(4 times\): /, /started twice.*--resume/) // prettier-ignore
  expect(said).toMatch(why)
  const pids = new Set(readFileSync(join(env.FIXTURE_STATE_DIR, 'starts'), 'utf8').trim().split('\n')) // prettier-ignore
  // The one that served, and four that did not; with pytest one more, for all files at once.
  expect(pids.size).toBeLessThanOrEqual(6)
})

test('no process for tests gets as far as a test file', async () => {
  const folder = project({
    'vitest.config.mjs': `export default { test: { include: ['tests/*.test.ts'], execArgv: ['--no-such-flag'] } }\n`,
    'tests/a.test.ts': LEAK,
    'tests/b.test.ts': LEAK,
  })
  const { exitCode, stderr, stdout } = await leakcheck(['run'], folder)
  expect(exitCode, stderr).toBe(2)
  expect(stdout).toBe('')
  const said = stderr.slice(stderr.indexOf('leakcheck: '))
  expectOneLine(said, /before they get to a test file; it printed: .*bad option: --no-such-flag/, /npx vitest run/) // prettier-ignore
})

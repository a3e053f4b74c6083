// npm test: everything, from a clean clone on. Arguments go to Vitest.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'
import { node, npm, root } from './shell.mjs'

/** For .ci/run, which takes its numbers from there. */
const RESULTS = '.cache/tests.json'

installAll()
makeVirtualenvs()
installChromium()
npm(['run', 'build'])
npm(['run', 'check'])
// Who tests only a part wants to wait for that part.
if (process.argv.length === 2) leakcheckItself()
mkdirSync(join(root, '.cache'), { recursive: true })
rmSync(join(root, RESULTS), { force: true })
rmSync(join(root, 'fixtures/.work'), { recursive: true, force: true })
process.exitCode = node([
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${RESULTS}`,
  ...process.argv.slice(2),
])

/** Our own unit tests: alone, and in all orders in one process, where more could leak than in one for each file. */
function leakcheckItself() {
  const exitCode = node([
    ...['bin/leakcheck.js', 'run', 'src', '--output-dir', '.cache/leakcheck'],
    ...['--', '--project', 'unit', '--no-isolate'],
  ])
  if (exitCode !== 0) process.exit(exitCode)
}

// npm test: everything that must hold before a change lands, from a clean clone on. With arguments: only Vitest, with those.
import { installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { npm } from './shell.mjs'
import { begin, sideBySide } from './steps.mjs'
import { vitest } from './vitest.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

/** What takes longest first: two run side by side. */
const CHECKS = ['lint', 'types', 'format', 'package', 'rooms', 'unused']

begin('install')
installAll(['.', 'fixtures/vitest/rate-limiter'])
makeVirtualenvs(['fixtures'])
installChromium()
begin('build')
npm(['run', '--silent', 'build'])
const args = process.argv.slice(2)
if (args.length > 0) {
  process.exitCode = vitest(args).exitCode
} else {
  begin('types, lint, format, import rules, unused code, package')
  await sideBySide(CHECKS.map((check) => `check:${check}`))
  begin('unit tests, recorded tests, smoke tests')
  process.exitCode = vitest(['--project', 'unit', '--project', 'recorded', '--project', 'smoke'], {
    results: '.cache/tests.json',
  }).exitCode
  begin('done')
}

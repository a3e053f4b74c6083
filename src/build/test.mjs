// npm test: everything that must hold before a change lands, from a clean clone on. With `--durations`, what each smoke test took is
// written down, by which they are ordered. With other arguments: only Vitest, with those.
import { basename, join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { installChromium } from './chromium.mjs'
import { installAll } from './install.mjs'
import { npm, root } from './shell.mjs'
import { begin, sideBySide } from './steps.mjs'
import { timeOf, vitest } from './vitest.mjs'
import { makeVirtualenvs } from './virtualenvs.mjs'

/** What takes longest first: two run side by side. */
const CHECKS = ['lint', 'types', 'format', 'package', 'rooms', 'unused']

begin('install')
installAll(['.', 'fixtures/vitest/rate-limiter'])
makeVirtualenvs(['fixtures', 'fixtures/runners/pytest-8'])
installChromium()
begin('build')
npm(['run', '--silent', 'build'])
const args = process.argv.slice(2).filter((arg) => arg !== '--durations')
if (args.length > 0) {
  process.exitCode = vitest(args).exitCode
} else {
  begin('types, lint, format, import rules, unused code, package')
  await sideBySide(CHECKS.map((check) => `check:${check}`))
  begin('unit tests, recorded tests, smoke tests')
  const { exitCode, report } = vitest(
    ['unit', 'recorded', 'smoke'].flatMap((tier) => ['--project', tier]),
    {
      results: '.cache/tests.json',
    },
  )
  process.exitCode = exitCode
  if (process.argv.includes('--durations')) writeDurations(report.testResults)
  begin('done')
}

function writeDurations(testResults) {
  const smoke = testResults
    .filter(({ name }) => name.includes('/src/tests/smoke/'))
    .map((file) => [basename(file.name, '.test.ts'), Math.round(timeOf(file))])
    .sort()
  const text = JSON.stringify(Object.fromEntries(smoke), null, 2)
  writeFileSync(join(root, 'src/tests/smoke/durations.json'), `${text}\n`)
}

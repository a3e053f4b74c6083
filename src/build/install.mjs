import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm, root } from './shell.mjs'

/** Each has a lock file of its own: what leakcheck needs, and the suites that bring their own dependencies. */
const PACKAGES = [
  '.',
  'fixtures/vitest/rate-limiter',
  'fixtures/runners/vitest-2',
  'fixtures/runners/vitest-3',
  'fixtures/runners/vitest-5',
  'fixtures/testing-guide',
]

/** `npm ci` in every package whose node_modules is not what its lock file says. */
export function installAll(packages = PACKAGES) {
  for (const name of packages) {
    const folder = join(root, name)
    if (isInstalled(folder)) continue
    console.log(`> npm ci (${name})`)
    npm(['ci', '--no-audit', '--no-fund'], { cwd: folder })
  }
}

/** By content, not by age: a checkout touches the lock file without changing it. */
function isInstalled(folder) {
  // What npm itself writes down about what it installed.
  const installed = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  const present = readPackages(installed)
  return Object.entries(readPackages(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || present[path]?.version === version,
  )
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages
}

import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readJson } from './read-json.js'
import { temporaryFolder } from './temporary-folder.js'

export interface CopyOptions {
  /** The folder's own name in place of `suite`, for suites that are about it. */
  readonly name?: string
  /** Where the runner's packages are found; then the copy is removed when the test has finished. */
  readonly packages?: string | undefined
}

/** A copy of a fixture that a test may write to, with `overlay` laid over it. */
export function copyFixture(
  fixture: string,
  overlay?: string,
  { name = 'suite', packages }: CopyOptions = {},
): string {
  const copy = join(temporaryFolder('copy-', packages), name)
  if (packages !== undefined)
    onTestFinished(() => rmSync(dirname(copy), { recursive: true, force: true }))
  cpSync(fixture, copy, { recursive: true, filter: isOfTheSuite })
  if (overlay !== undefined)
    cpSync(overlay, copy, {
      recursive: true,
      filter: (path) => basename(path) !== 'expected.json',
    })
  linkPackages(fixture, copy, packages)
  return copy
}

/** A copy in `folder`, made anew, that whoever has made the folder removes. */
export function copyBelow(folder: string, fixture: string, name: string): string {
  const copy = join(folder, name)
  rmSync(copy, { recursive: true, force: true })
  cpSync(fixture, copy, { recursive: true, filter: isOfTheSuite })
  return copy
}

function isOfTheSuite(path: string): boolean {
  return !/[\\/](node_modules|\.leakcheck|\.pytest_cache|__pycache__|repaired[^\\/]*)$/.test(path)
}

/** What a suite has installed for itself: without its runner, where it is to be run by another version of it. */
function linkPackages(fixture: string, copy: string, packages: string | undefined): void {
  const installed = join(fixture, 'node_modules')
  const own = join(copy, 'node_modules')
  if (!existsSync(installed)) return
  if (packages === undefined) {
    symlinkSync(installed, own)
    return
  }
  const { dependencies = {} } = readJson<{ dependencies?: Record<string, string> }>(
    join(fixture, 'package.json'),
  )
  for (const dependency of Object.keys(dependencies)) {
    mkdirSync(dirname(join(own, dependency)), { recursive: true })
    symlinkSync(join(installed, dependency), join(own, dependency))
  }
}

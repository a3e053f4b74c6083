import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

/** A copy of a fixture that a test may write to, with `overlay` laid over it. */
export function copyFixture(fixture: string, overlay?: string): string {
  const copy = join(temporaryFolder('copy-'), 'suite')
  const modules = join(fixture, 'node_modules')
  cpSync(fixture, copy, {
    recursive: true,
    filter: (path) =>
      !/[\\/](node_modules|\.leakcheck|\.pytest_cache|__pycache__|repaired[^\\/]*)$/.test(path),
  })
  if (overlay)
    cpSync(overlay, copy, { recursive: true, filter: (path) => !path.endsWith('expected.json') })
  if (existsSync(modules)) symlinkSync(modules, join(copy, 'node_modules'))
  return copy
}

/** The same in `folder`, for suites that must find their packages above themselves. */
export function copyBelow(folder: string, fixture: string, name: string): string {
  const copy = join(folder, name)
  mkdirSync(folder, { recursive: true })
  rmSync(copy, { recursive: true, force: true })
  cpSync(fixture, copy, {
    recursive: true,
    filter: (path) => !/[\\/](\.leakcheck|repaired[^\\/]*)$/.test(path),
  })
  return copy
}

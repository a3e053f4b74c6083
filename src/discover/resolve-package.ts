import { createRequire } from 'node:module'
import { join } from 'node:path'

/** Where the package's own `package.json` is, as Node resolves it from `cwd`; undefined: not installed. */
export function resolvePackage(name: string, cwd: string): string | undefined {
  try {
    return createRequire(join(cwd, 'package.json')).resolve(`${name}/package.json`)
  } catch {
    return undefined
  }
}

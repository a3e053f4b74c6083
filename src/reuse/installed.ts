import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What package managers keep of what they have installed, relative to the folder with the packages. */
const RECORDS = [
  'node_modules/.package-lock.json',
  'node_modules/.modules.yaml',
  'node_modules/.yarn-state.yml',
  '.pnp.cjs',
]

/**
 * A digest of which packages there are, without looking into them.
 *
 * @param folder absolute path of a project
 * @param python absolute path of its interpreter
 */
export function installedFor(folder: string, python?: string): string {
  const hash = createHash('sha256')
  for (const above of [folder, ...ancestors(folder)])
    for (const record of RECORDS.map((name) => join(above, name)))
      if (existsSync(record)) hash.update(readFileSync(record))
  if (python !== undefined) for (const name of distributions(python)) hash.update(`${name}\n`)
  return hash.digest('base64url')
}

function ancestors(folder: string): string[] {
  const above = dirname(folder)
  return above === folder ? [] : [above, ...ancestors(above)]
}

/** Names with versions, as they stand in site-packages. */
function distributions(python: string): string[] {
  const libraries = join(dirname(dirname(python)), 'lib')
  return namesIn(libraries)
    .filter((name) => name.startsWith('python'))
    .flatMap((name) => namesIn(join(libraries, name, 'site-packages')))
    .filter((name) => /\.(dist|egg)-info$/.test(name))
    .sort()
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

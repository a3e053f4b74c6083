import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from './folders.js'

/**
 * A new folder inside the repository, so that copies find the runner as their originals do. Ignored by git.
 *
 * @param above where the runner's packages are found
 */
export function temporaryFolder(prefix: string, above: string = fixtures): string {
  const work = join(above, '.work')
  mkdirSync(work, { recursive: true })
  return mkdtempSync(join(work, prefix))
}

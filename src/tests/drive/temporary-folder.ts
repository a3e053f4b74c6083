import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fixtures } from './folders.js'

/** Inside the repository, so that copies find the runner as their originals do. Ignored by git. */
const workFolder = join(fixtures, '.work')

export function temporaryFolder(prefix: string): string {
  mkdirSync(workFolder, { recursive: true })
  return mkdtempSync(join(workFolder, prefix))
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

/** A new Vitest project from file names and their text. */
export function project(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder('project-')
  const all = {
    'package.json': '{ "name": "made-up", "private": true, "type": "module" }',
    // Vitest would find the one of this repository, upwards from here.
    'vitest.config.mjs': 'export default {}',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export const PASSING = `import { test } from 'vitest'\ntest('passes', () => {})\n`

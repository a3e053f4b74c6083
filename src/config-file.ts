import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFIG_PLACES } from './config/places.js'

/** Where leakcheck's own configuration is in this folder, in words; undefined: there is none. Reads none of it. */
export function configFileIn(cwd: string): string | undefined {
  const found = CONFIG_PLACES.find(
    (file) => existsSync(join(cwd, file)) && (file !== 'package.json' || hasKey(join(cwd, file))),
  )
  return found === 'package.json' ? 'package.json, key "leakcheck"' : found
}

function hasKey(file: string): boolean {
  try {
    const content = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) as unknown
    return typeof content === 'object' && content !== null && 'leakcheck' in content
  } catch {
    return false
  }
}

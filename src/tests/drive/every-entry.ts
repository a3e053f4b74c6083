import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder, a line each: files with what is in them, empty folders, links with where they lead. Goes through none. */
export function everyEntryOf(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name): string[] => {
      const path = join(folder, name)
      const stats = lstatSync(path)
      if (stats.isSymbolicLink()) return [`${name} -> ${readlinkSync(path)}`]
      if (stats.isDirectory())
        return [`${name}/`, ...everyEntryOf(path).map((line) => `${name}/${line}`)]
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
      return [`${name} ${String(stats.mode)} ${digest}`]
    })
}

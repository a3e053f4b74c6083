import { mkdirSync } from 'node:fs'
import { dirname, relative, sep } from 'node:path'
import type { Config } from './config/config.js'
import { claimFolder, isWithin, ownFile } from './run/own-folder.js'

/**
 * Where a reporter's file is written, with the folders above it made. In leakcheck's own folder only what that may hold: where
 * there is none yet, it is made and marked.
 *
 * @param path absolute path
 * @throws LeakcheckError when the folder is somebody else's, or the way to it is a link
 */
export function placeReport(
  path: string,
  { outputDir, cwd }: Pick<Config, 'outputDir' | 'cwd'>,
): string {
  if (!isWithin(path, outputDir) || path === outputDir) {
    mkdirSync(dirname(path), { recursive: true })
    return path
  }
  claimFolder(outputDir, cwd)
  return ownFile(outputDir, relative(outputDir, path).replaceAll(sep, '/'))
}

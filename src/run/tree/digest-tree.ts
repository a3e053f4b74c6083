import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { takeCensus } from './census.js'
import { leftOut } from './left-out.js'

/** By path relative to the root, with '/': a digest of what each file holds, or where each link leads. */
export type TreeDigests = Readonly<Record<string, string>>

/**
 * Reads every file of a tree but what belongs to tools: packages, caches, version control.
 *
 * @param root absolute path
 * @param own absolute paths that are no part of it
 * @returns undefined where there is too much of it
 */
export function digestTree(root: string, own: readonly string[]): TreeDigests | undefined {
  const tools = leftOut(
    root,
    own.map((path) => relative(root, path)),
  )
  const mine = new Set(own)
  const census = takeCensus(
    root,
    (path, isFolder) => tools(path, isFolder) || mine.has(join(root, path)),
  )
  if (!census) return undefined
  const digests: Record<string, string> = {}
  for (const path of [...census.keys()].sort()) {
    const digest = digestOf(join(root, path))
    if (digest !== undefined) digests[path] = digest
  }
  return digests
}

/** Undefined for a folder, and for what is gone or not for us to read. */
function digestOf(file: string): string | undefined {
  try {
    const stats = lstatSync(file)
    if (stats.isSymbolicLink()) return `-> ${readlinkSync(file)}`
    if (!stats.isFile()) return undefined
    return createHash('sha256').update(readFileSync(file)).digest('base64url')
  } catch {
    return undefined
  }
}

import { basename, join } from 'node:path'
import { pinsVersions } from '../basis.js'
import { fileKey } from '../model/file-key.js'
import type { TreeDigests } from '../run/tree/digest-tree.js'

/** What is known of a suite's files. */
export interface Known {
  /** Absolute path of the folder whose files are compared. */
  readonly root: string
  /** Test files by their path relative to the root. */
  readonly testFiles: ReadonlyMap<string, { readonly project: string; readonly file: string }>
  /** Test files that reach one of these by their imports, and the projects of which that is not known. Absolute paths. */
  readonly related: (
    files: readonly string[],
  ) => Promise<{ readonly files: readonly string[]; readonly untraced: readonly string[] }>
  /** Whether another file of the tree names this one, as an import of it would. */
  readonly isNamed: (path: string) => boolean
}

/** Which tests may be other ones than they were. */
export type Reach =
  | { readonly everything: string }
  | {
      /** As {@link fileKey} names them. */
      readonly files: ReadonlySet<string>
      /** Projects of which every test may be, by what is to blame. */
      readonly projects: ReadonlyMap<string, string>
    }

/** Beyond that it is another project: nobody has to know which of its tests are the same. */
const MOST_CHANGES = 200
/** What people read. */
const DOCUMENT = /\.(md|mdx|rst|adoc)$|(^|\/)(LICEN[CS]E|CHANGELOG|AUTHORS|NOTICE)[^/]*$/i

/** Paths that are not what they were, relative to the tree's root. */
export function changedPaths(before: TreeDigests, now: TreeDigests): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((path) => before[path] !== now[path])
    .sort()
}

/**
 * Which tests a change can have changed. What no import explains may be read by any of them: then it is everything.
 *
 * @param changed relative to the root
 */
export async function reachOf(
  changed: readonly string[],
  exists: (path: string) => boolean,
  { root, testFiles, related, isNamed }: Known,
): Promise<Reach> {
  const pin = changed.find((path) => pinsVersions(basename(path)))
  if (pin !== undefined) return { everything: pin }
  if (changed.length > MOST_CHANGES) return { everything: `${String(changed.length)} files` }
  const files = new Set<string>()
  const projects = new Map<string, string>()
  for (const path of changed) {
    const own = testFiles.get(path)
    if (own) files.add(fileKey(own))
    const { files: reached, untraced } = exists(path)
      ? await related([join(root, path)])
      : { files: [], untraced: [] }
    for (const key of reached) files.add(key)
    // A test file whose imports nobody traces is another one's only if that one names it.
    if (DOCUMENT.test(path) || (own && !isNamed(path))) continue
    if (reached.length === 0) return { everything: path }
    for (const project of untraced) projects.set(project, projects.get(project) ?? path)
  }
  return { files, projects }
}

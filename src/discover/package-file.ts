import { join } from 'node:path'
import { textOf } from './traces.js'

/** What a `package.json` says, as far as it can be used: whoever wrote it may have written anything. */
export interface PackageFile {
  readonly keys: readonly string[]
  readonly scripts: Readonly<Record<string, string>>
  /** Names of all that it depends on, in whatever way. */
  readonly dependencies: readonly string[]
  /** Globs of the folders that belong to it. */
  readonly workspaces: readonly string[]
}

/** That of a folder; without one, or with one that is no JSON, there is nothing in it. */
export function packageFile(folder: string): PackageFile {
  const all = objectOf(parsed(textOf(join(folder, 'package.json'))))
  const { workspaces } = all
  return {
    keys: Object.keys(all),
    scripts: Object.fromEntries(
      Object.entries(objectOf(all.scripts)).filter(
        (entry): entry is [string, string] => typeof entry[1] === 'string',
      ),
    ),
    dependencies: DEPENDENCIES.flatMap((key) => Object.keys(objectOf(all[key]))),
    // Yarn takes an object as well.
    workspaces: textsOf(Array.isArray(workspaces) ? workspaces : objectOf(workspaces).packages),
  }
}

const DEPENDENCIES = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

/** The texts of what should be a list of them. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

/** Whatever it is, as an object; a list is none. */
export function objectOf(value: unknown): Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Record<string, unknown>) : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    return undefined
  }
}

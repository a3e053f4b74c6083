import { existsSync } from 'node:fs'
import { isAbsolute, relative, resolve } from 'node:path'

/** A path as the user can use it where he is, whatever folder leakcheck works in (`-C`). */
export function fromHere(path: string): string {
  return relative(process.cwd(), path) || '.'
}

/**
 * A path that the user has typed, relative to the folder that leakcheck works in. With `-C`, shells still complete paths from where
 * he is: what is only there is meant from there.
 *
 * @param folder the folder of `-C`, absolute
 * @param here where the user is
 */
export function typedPath(path: string, folder: string, here = process.cwd()): string {
  if (isAbsolute(path) || existsSync(resolve(folder, path))) return path
  const other = resolve(here, path)
  return existsSync(other) ? relative(folder, other) || '.' : path
}

import { relative, sep } from 'node:path'

/** Whether an absolute path is this folder, or lies in it. */
export function liesIn(path: string, folder: string): boolean {
  return relative(folder, path).split(sep)[0] !== '..'
}

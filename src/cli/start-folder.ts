import { realpathSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { LeakcheckError } from '../errors.js'

/**
 * The folder to work in: that of `-C`, or the current one. By its real path, as a program sees it that is started there, also
 * when the way to it was a link.
 *
 * @throws LeakcheckError when there is none
 */
export function startFolder(named: unknown): string {
  const folder = resolve(typeof named === 'string' ? named : '.')
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return realpathSync(folder)
  const hint = 'name the folder in which you call your test runner'
  throw new LeakcheckError('no-such-folder', `no folder at ${String(named)}`, hint)
}
